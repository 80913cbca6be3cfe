// The operation that is measured, and two hundred like it, each with fields and numbers of its own.

const always = {
  user: ['id', 'handle', 'fullName'],
  product: ['sku', 'title', 'priceCents', 'weightGrams'],
  review: ['id', 'text'],
};
const optional = [
  ['user', 'town'],
  ['user', 'joinedOn'],
  ['product', 'maker'],
  ['product', 'colour'],
  ['review', 'stars'],
  ['review', 'writtenOn'],
];
const subsets = 2 ** optional.length;

/**
 * What one operation asks for: fields of each type, as one text, and how many of each list.
 * @typedef {{ name: string, user: string, product: string, review: string,
 *   members: number, bestSellers: number }} Wish
 */

/** Everything of everybody. @type {Wish} */
export const wholeWish = wishOf('Storefront', subsets - 1, 0);

/** So many that no two ask for the same. @returns {Wish[]} */
export function distinctWishes(count) {
  return Array.from({ length: count }, (_, nth) =>
    wishOf(`Storefront${nth}`, subsets - 1 - (nth % subsets), Math.floor(nth / subsets)),
  );
}

function wishOf(name, chosen, more) {
  const fieldsOf = (type) => {
    const picked = optional.filter(([of], nth) => of === type && chosen & (2 ** nth));
    return [...always[type], ...picked.map(([, field]) => field)].join(' ');
  };
  return {
    name,
    user: fieldsOf('user'),
    product: fieldsOf('product'),
    review: fieldsOf('review'),
    members: 4 + more,
    bestSellers: 3,
  };
}

/** The operation's text as a client writes it. @param {Wish} wish */
export function operationOf({ name, user, product, review, members, bestSellers }) {
  return `query ${name} {
  members(first: ${members}) {
    ...Person
    reviews { ...Opinion product { ...Thing reviews { ...Opinion author { ...Shelf } } } }
  }
  bestSellers(first: ${bestSellers}) { ...Thing reviews { ...Opinion author { ...Shelf } } }
}
fragment Shelf on User { ...Person reviews { ...Opinion product { ...Thing } } }
fragment Person on User { ${user} }
fragment Opinion on Review { ${review} }
fragment Thing on Product { ${product} inStock shippingCents }`;
}
