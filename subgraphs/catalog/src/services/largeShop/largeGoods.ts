import { type Draw, drawFor, fixedId } from '@marquee/shared/seeding';
import type { ItemRow } from '../../events/published';
import { largeDepartments } from './largeDepartments';
import { type LargeItem, largeHistory, otherPrices } from './largeItem';

const makers =
  'Fenwick, Harbour & Hill, Oakridge, Nordlys, Two Herons, Castell, Marlow, Birch & Co, Tidewater, Quill, Foxglove, Granite, Lindholm, Ravenhill, Saltbox, Kestrel, Meadowlark, Ironbridge, Larkspur, Brannigan'.split(
    ', ',
  );
const manners =
  'plain, folding, heavy, light, small, large, everyday, classic, compact, hand-made, sturdy, slim, deep, soft, quiet, weatherproof'.split(
    ', ',
  );
const materials =
  'oak, steel, linen, wool, cork, brass, cotton, leather, beech, copper, bamboo, stoneware, felt, canvas, ash, recycled'.split(
    ', ',
  );
const colours = 'sand, moss, navy, cherry, charcoal, ivory, rust, sky, plum, saffron, slate, mint'.split(', ');
const praises = [
  'Made to be repaired, with spare parts for ten years.',
  'Comes ready to use; the box is the only packaging.',
  'What we use ourselves, after trying eleven others.',
  'Small enough for a city flat, strong enough for a farm.',
  'Feels better the longer you have it.',
  'Tested by people who are hard on things.',
];
const uses = [
  'For daily use.',
  'For gifts and for yourself.',
  'For long winters.',
  'For beginners and for the trade.',
  'For weekends outside.',
  'For small rooms.',
];

const shelves = Object.values(largeDepartments).flatMap(({ shelves: below }) => Object.entries(below));

export const goodId = (nth: number): string => fixedId('product', `large ${nth}`);

/** The nth of the goods, always the same but for when it came into the shop, which lies so long before `now`. */
export function largeGood(nth: number, now: Date): LargeItem {
  const draw = drawFor(nth);
  const [slug, shelf] = draw.oneOf(shelves);
  const [thing, material, colour, maker] = [shelf.things, materials, colours, makers].map((words) => draw.oneOf(words));
  const title = `${maker} ${draw.oneOf(manners)} ${material} ${thing}`;
  const priceMinor = charmed(shelf.priceMinor * (0.5 + 1.5 * draw.random() ** 2));
  const history = largeHistory(draw, now);
  const item: ItemRow = {
    ...history.item,
    id: goodId(nth),
    kind: 'PRODUCT',
    sku: `${initialsOf(slug)}-${String(nth + 1).padStart(6, '0')}`,
    title: draw.happens(0.6) ? `${title}, ${colour}` : title,
    description: `${capital(thing ?? '')} in ${material}. ${draw.oneOf(praises)} ${draw.oneOf(uses)}`,
    priceMinor,
    categoryId: fixedId('category', slug),
    attributes: attributesOf(draw, { colour, material, maker }),
    weightGrams: Math.max(10, Math.round(shelf.weightGrams * (0.7 + 0.6 * draw.random()))),
    isbn: null,
    subtitle: null,
    authors: [],
    publisher: null,
    publishedOn: null,
    pageCount: null,
    language: null,
  };
  return { item, pieces: history.pieces, prices: otherPrices(draw, priceMinor) };
}

function attributesOf(draw: Draw, { colour = '', material = '', maker = '' }): ItemRow['attributes'] {
  return [
    { name: 'Colour', value: colour },
    { name: 'Material', value: material },
    { name: 'Maker', value: maker },
    { name: 'Guarantee', value: `${draw.whole(1, 10)} years` },
  ];
}

/** 34.90 and not 34.17. */
const charmed = (minor: number): number => Math.max(90, Math.round(minor / 100) * 100 - 10);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
/** `garden-tools` is GT. */
const initialsOf = (slug: string): string =>
  slug
    .split('-')
    .map(([first = '']) => first.toUpperCase())
    .join('');
