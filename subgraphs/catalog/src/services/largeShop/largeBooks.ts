import { isbnCheckDigit } from '@marquee/shared/books';
import { type Draw, drawFor, fixedId } from '@marquee/shared/seeding';
import { demoPublishers } from '../demoShop/demoBooks';
import { largeBookshelves } from './largeDepartments';
import { type LargeItem, largeHistory, otherPrices } from './largeItem';

const givenNames =
  'Ada, Beatrix, Clara, Desmond, Eamon, Freya, Gustav, Hattie, Imelda, Jonas, Katya, Lucia, Malachy, Noor, Orla, Piet, Rosalind, Samir, Theo, Wren'.split(
    ', ',
  );
const familyNames =
  'Achebe-Kelly, Adeyemi, Bramble, Castellan, Dunne, Finnegan-Roux, Hanrahan, Holloway, Lindqvist, Marlowe, Moreau, Nightingale, Okafor, Oyelaran, Peake, Quill, Quist, Sato, Tamm, Vane'.split(
    ', ',
  );
const qualities =
  'Quiet, Last, Second, Hidden, Borrowed, Salt, Paper, Patient, Northern, Unfinished, Small, Glass, Forgotten, Late, Copper'.split(
    ', ',
  );
const places = 'Arklow, Bray, Cobh, Dingle, Ennis, Galway, Howth, Kinsale, Lismore, Sligo, Tralee, Youghal'.split(', ');
const languages = ['en', 'en', 'en', 'en', 'ga', 'de', 'fr'];

const shelves = Object.entries(largeBookshelves);
/** Far from those of the demo shop. */
const isbnPrefix = '978098';

export const bookId = (nth: number): string => fixedId('book', `large ${nth}`);

/** The nth of the books, always the same but for when it came into the shop, which lies so long before `now`. */
export function largeBook(nth: number, now: Date): LargeItem {
  // Beyond all goods, so that a book and a good of one number have nothing in common.
  const draw = drawFor(nth + 10_000_000);
  const [slug, { words }] = draw.oneOf(shelves);
  const isbn = largeIsbn(nth);
  const pageCount = draw.whole(96, 720);
  const history = largeHistory(draw, now);
  const priceMinor = draw.whole(7, 35) * 100 + 99;
  return {
    item: {
      ...history.item,
      id: bookId(nth),
      kind: 'BOOK',
      sku: isbn,
      isbn,
      title: titleOf(draw, words),
      subtitle: draw.happens(0.3) ? draw.oneOf(['A novel', 'Stories', 'A history', 'An introduction', 'Notes']) : null,
      description: `From ${draw.oneOf(places)} to ${draw.oneOf(places)} and back, in ${draw.whole(9, 60)} chapters.`,
      authors: authorsOf(draw),
      publisher: draw.oneOf(demoPublishers),
      publishedOn: new Date(Date.UTC(draw.whole(1985, 2026), draw.whole(0, 11), draw.whole(1, 28)))
        .toISOString()
        .slice(0, 10),
      pageCount,
      language: draw.oneOf(languages),
      priceMinor,
      categoryId: fixedId('category', slug),
      attributes: [],
      weightGrams: 120 + pageCount,
    },
    pieces: history.pieces,
    prices: otherPrices(draw, priceMinor),
  };
}

function titleOf(draw: Draw, words: readonly string[]): string {
  const [first, second] = draw.someOf(words, 2);
  switch (draw.whole(1, 3)) {
    case 1:
      return `The ${draw.oneOf(qualities)} ${first}`;
    case 2:
      return `The ${first} and the ${second}`;
    default:
      return `${draw.oneOf(qualities)} ${first} of ${draw.oneOf(places)}`;
  }
}

function authorsOf(draw: Draw): string[] {
  return Array.from(
    { length: draw.happens(0.15) ? 2 : 1 },
    () => `${draw.oneOf(givenNames)} ${draw.oneOf(familyNames)}`,
  );
}

/** With the check digit that belongs to it. */
function largeIsbn(nth: number): string {
  const first = `${isbnPrefix}${String(nth).padStart(6, '0')}`;
  return first + isbnCheckDigit(first);
}
