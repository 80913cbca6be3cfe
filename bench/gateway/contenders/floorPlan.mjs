// The fetches of an operation, written down by hand: what a gateway would do that has nothing left to find out.

/**
 * A fetch of a root field, or (with `at`) of entities: those at that path of the answer so far, told by these fields.
 * @typedef {{ subgraph: string, query: string, at?: string[], type?: string, key?: string[] }} Fetch
 */

/** Stages one after the other; what is in a stage runs together. They are those of Apollo's plan. @returns {Fetch[][]} */
export function floorPlan({ user, product, review, members, bestSellers }) {
  const inventory = (key, at, fields) => entities('inventory', 'Product', key, at, fields);
  const inStock = (at) => inventory(['sku'], at, 'inStock');
  const shipping = (at) => inventory(['sku', 'priceCents', 'weightGrams'], at, 'shippingCents');
  const things = (at) => entities('products', 'Product', ['sku'], at, product);
  const people = (at) => entities('users', 'User', ['id'], at, user);
  const ofShelf = `reviews { ${review} product { sku } }`;
  const ofThing = `reviews { ${review} author { id ${ofShelf} } }`;
  const ofMember = `reviews { ${review} product { sku ${ofThing} } }`;
  const shelf = ['author', 'reviews', 'product'];
  const bought = ['members', 'reviews', 'product'];
  const boughtByOthers = [...bought, 'reviews', ...shelf];
  const soldToOthers = ['bestSellers', 'reviews', ...shelf];
  const nested = [bought, boughtByOthers, soldToOthers];
  return [
    [
      { subgraph: 'users', query: `{ members(first: ${members}) { ${user} } }` },
      { subgraph: 'products', query: `{ bestSellers(first: ${bestSellers}) { ${product} } }` },
    ],
    [
      entities('reviews', 'User', ['id'], ['members'], ofMember),
      entities('reviews', 'Product', ['sku'], ['bestSellers'], ofThing),
      inventory(['sku', 'priceCents', 'weightGrams'], ['bestSellers'], 'inStock shippingCents'),
    ],
    [
      people([...bought, 'reviews', 'author']),
      people(['bestSellers', 'reviews', 'author']),
      ...nested.map(things),
      ...nested.map(inStock),
    ],
    nested.map(shipping),
  ];
}

function entities(subgraph, type, key, at, fields) {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on ${type} { ${fields} } }
  }`;
  return { subgraph, query, at, type, key };
}
