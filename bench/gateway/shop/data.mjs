// Who lives in the measured supergraph: always the same people, things and opinions, made of a few words.

const firstNames = ['Ada', 'Bo', 'Cleo', 'Dara', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivo', 'June'];
const familyNames = ['Marsh', 'Okoro', 'Lindqvist', 'Prell'];
const towns = ['Cork', 'Graz', 'Leiden', 'Porto', 'Turku'];
const materials = ['oak', 'brass', 'linen', 'slate', 'cork'];
const things = ['lamp', 'kettle', 'shelf', 'stool', 'clock'];
const makers = ['Alder & Co', 'Northlight', 'Small Harbour'];
const colours = ['moss', 'rust', 'chalk', 'ink'];
const opinions = [
  'Does what it should and looks good while it does',
  'Arrived a day late, but has worked every morning since',
  'A little smaller than I had imagined, so measure first',
  'My neighbour has asked twice where I found this',
];

const userCount = 40;
const productCount = 25;
const reviewsEach = 3;

const dayOf = (nth) => new Date(Date.UTC(2024, 0, 1 + nth)).toISOString().slice(0, 10);
const pick = (words, nth) => words[nth % words.length];

export const users = Array.from({ length: userCount }, (_, nth) => ({
  id: `u${nth + 1}`,
  handle: `${pick(firstNames, nth).toLowerCase()}${nth + 1}`,
  fullName: `${pick(firstNames, nth)} ${pick(familyNames, nth * 3)}`,
  town: pick(towns, nth),
  joinedOn: dayOf(nth * 9),
  reviews: [],
}));

export const products = Array.from({ length: productCount }, (_, nth) => ({
  sku: `p${nth + 1}`,
  title: `${pick(materials, nth)} ${pick(things, Math.floor(nth / materials.length))}`,
  maker: pick(makers, nth),
  colour: pick(colours, nth),
  priceCents: 900 + 350 * nth,
  weightGrams: 150 + 85 * nth,
  inStock: nth % 4 !== 3,
  reviews: [],
}));

export const reviews = users.flatMap((author, who) =>
  Array.from({ length: reviewsEach }, (_, nth) => {
    const product = pick(products, who * 7 + nth * 5);
    const review = {
      id: `r${who * reviewsEach + nth + 1}`,
      text: `${pick(opinions, who + nth)}.`,
      stars: 1 + ((who + 2 * nth) % 5),
      writtenOn: dayOf(who * 4 + nth),
      author,
      product,
    };
    author.reviews.push(review);
    product.reviews.push(review);
    return review;
  }),
);

/** What it costs to send something: heavy things more, dear things nothing. */
export function shippingCents({ priceCents, weightGrams }) {
  return priceCents >= 8_000 ? 0 : 300 + Math.ceil(weightGrams / 10);
}
