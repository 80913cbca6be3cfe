import { type CatalogItemFacts, catalogItemDocument, orderDocument } from '../../src/documents/documents';
import type { SearchDocument } from '../../src/domain/searchDocument';

const document = (
  kind: SearchDocument['kind'],
  id: string,
  title: string,
  more: Partial<SearchDocument> = {},
): SearchDocument => ({
  kind,
  id,
  title,
  ownerId: null,
  keywords: '',
  body: '',
  facets: {},
  visibleUntil: null,
  ...more,
});

/** What is sold, as the catalog tells of it. */
const item = (itemId: string, title: string, { category, ...more }: ItemDetails): SearchDocument => {
  const nothingElse = { isbn: null, subtitle: null, description: null, authors: [], category: null, prices: [] };
  const sold = { price: { minor: 2500, currency: 'EUR' }, weightGrams: null, isActive: true, version: 1 };
  return catalogItemDocument({ itemId, title, ...nothingElse, ...sold, ...more }, category ?? null);
};

type ItemDetails = Pick<CatalogItemFacts, 'kind' | 'sku'> &
  Partial<Omit<CatalogItemFacts, 'itemId' | 'category'>> & { readonly category?: string };

/** What was ordered, as orders tells of it. */
const order = (orderId: string, number: string, customerId: string, titles: readonly string[]): SearchDocument => {
  const state = { status: 'CONFIRMED', total: { minor: 4900, currency: 'EUR' }, isPayable: false, version: 1 } as const;
  return orderDocument({ orderId, number, customerId, ...state }, titles);
};

export const noon = new Date('2030-07-03T12:00:00.000Z');

/** What the cases are about: small enough to be known by heart. */
export const documents: readonly SearchDocument[] = [
  document('MOVIE', 'lighthouse', 'The Lighthouse Keeper’s Daughter', {
    keywords: 'Thriller Drama',
    body: 'A storm cuts an island off for nine days.',
    facets: { genre: ['Thriller', 'Drama'] },
  }),
  document('MOVIE', 'bridges', 'Nine Bridges', {
    keywords: 'Action Thriller',
    body: 'A courier has one night to cross a city that is closing behind her.',
    facets: { genre: ['Action', 'Thriller'] },
  }),
  document('MOVIE', 'marzipan', 'Marzipan', {
    keywords: 'Comedy Romance',
    body: 'A confectioner inherits a shop by the harbour, its debts and its parrot.',
    facets: { genre: ['Comedy', 'Romance'] },
  }),
  document('MOVIE', 'interstellar', 'Interstellar Harbour', { facets: { genre: ['Science Fiction'] } }),
  document('MOVIE', 'riga', 'Зима в Риге', { keywords: 'Drama', facets: { genre: ['Drama'] } }),
  document('THEATER', 'harbour', 'Harbour Picture House', { keywords: 'Dublin', facets: { city: ['Dublin'] } }),
  document('THEATER', 'kino', 'Kino Müller', { keywords: 'Zürich', facets: { city: ['Zürich'] } }),
  document('SHOWING', 'tonight', 'Nine Bridges at Harbour Picture House', {
    keywords: 'Dublin',
    facets: { city: ['Dublin'] },
    visibleUntil: new Date('2030-07-03T22:00:00.000Z'),
  }),
  document('SHOWING', 'yesterday', 'Nine Bridges at Kino Müller', {
    visibleUntil: new Date('2030-07-02T22:00:00.000Z'),
  }),
  document('BOOKING', 'anns', 'Booking B-7K3M-92QX', { ownerId: 'usr_ann', keywords: 'Nine Bridges' }),
  order('order', 'O-5TQ2-8FWD', 'usr_ann', ['Velvet pincushion', 'Thimble', 'Thimble']),
  document('RESTAURANT', 'brulee', 'Café Crème Brûlée', { keywords: 'French', facets: { city: ['Dublin'] } }),
  document('FOOD', 'soup', 'Leek soup', { keywords: 'Soups vegan', body: 'With potatoes, served hot in the harbour.' }),
  item('almanac', 'The Salt Almanac', {
    kind: 'BOOK',
    sku: '9780306406157',
    isbn: '9780306406157',
    subtitle: 'A year on the coast',
    authors: ['Ines Marlowe', 'Jörg Käßner'],
    category: 'Novels',
  }),
  item('tide', 'Low Tide', {
    kind: 'BOOK',
    sku: 'TIDE-P-1',
    isbn: '9780804429573',
    description: 'What the almanac left out.',
    authors: ['Ines Marlowe'],
    category: 'Novels',
  }),
  item('lamp', 'Reading lamp', { kind: 'PRODUCT', sku: 'LAMP-104', category: 'Lighting' }),
  item('light', 'Desk light', { kind: 'PRODUCT', sku: 'LAMP-110', category: 'Lighting' }),
  item('torch', 'Torch', { kind: 'PRODUCT', sku: 'TR/22.B', description: 'A lamp for the pocket.' }),
  item('can', 'Ölkännchen', { kind: 'PRODUCT', sku: 'CAN-7', description: 'Pours a drop at a time.' }),
];

export interface RelevanceCase {
  readonly why: string;
  readonly query: string;
  /** The ids in order; those that are as good stand together, in no order. */
  readonly finds: readonly (string | readonly string[])[];
  readonly as?: string;
}

export const relevanceCases: readonly RelevanceCase[] = [
  { why: 'a word of a title', query: 'marzipan', finds: ['marzipan'] },
  { why: 'a beginning of a word', query: 'marz', finds: ['marzipan'] },
  { why: 'any case', query: 'MARZIPAN', finds: ['marzipan'] },
  { why: 'two words of one title', query: 'nine bridges', finds: ['bridges', 'tonight'] },
  { why: 'words in another order', query: 'bridges nine', finds: ['bridges', 'tonight'] },
  { why: 'two words over two fields', query: 'bridges courier', finds: ['bridges'] },
  { why: 'two words, the last one begun', query: 'picture hou', finds: ['harbour', 'tonight'] },
  {
    why: 'a title before a body',
    query: 'harbour',
    finds: [
      ['harbour', 'interstellar', 'tonight'],
      ['soup', 'marzipan'],
    ],
  },
  { why: 'a keyword before a body', query: 'thriller', finds: ['bridges', 'lighthouse'] },
  { why: 'an umlaut, written or not', query: 'muller', finds: ['kino'] },
  { why: 'an umlaut that is written', query: 'müller zürich', finds: ['kino'] },
  { why: 'accents', query: 'creme brulee', finds: ['brulee'] },
  { why: 'an apostrophe of either kind', query: "keeper's", finds: ['lighthouse'] },
  { why: 'stop words, which say nothing', query: 'the daughter of the keeper', finds: ['lighthouse'] },
  { why: 'a letter too few', query: 'intersteler', finds: ['interstellar'] },
  { why: 'two letters exchanged', query: 'marizpan', finds: ['marzipan'] },
  { why: 'one word misspelt, the other not', query: 'nine brigdes', finds: ['bridges', 'tonight'] },
  { why: 'a letter too few in a short word', query: 'lmp', finds: ['lamp', 'light'] },
  { why: 'a wrong letter in a short word', query: 'lanp', finds: ['lamp', 'light'] },
  { why: 'a wrong letter at the end', query: 'soux', finds: ['soup'] },
  { why: 'a wrong first letter', query: 'xamp', finds: ['lamp', 'light'] },
  { why: 'a first letter too few', query: 'orch', finds: ['torch'] },
  { why: 'two letters exchanged in a short word', query: 'lapm', finds: ['lamp', 'light'] },
  { why: 'the first two letters exchanged', query: 'otrch', finds: ['torch'] },
  { why: 'two letters exchanged in a word of three', query: 'cna', finds: ['can'] },
  { why: 'two letters exchanged, the word among others', query: 'rbidges nine', finds: ['bridges', 'tonight'] },
  { why: 'two mistakes in a word of six', query: 'mrlwoe', finds: [['almanac', 'tide']] },
  { why: 'two mistakes at the beginning', query: 'amrzpan', finds: ['marzipan'] },
  { why: 'no two mistakes in a word of five', query: 'otrhc', finds: [] },
  { why: 'no mistake in a word of two', query: 'xe', finds: [] },
  { why: 'a word in Cyrillic', query: 'ЗИМА', finds: ['riga'] },
  { why: 'a word in Cyrillic misspelt', query: 'змиа риге', finds: ['riga'] },
  { why: 'a short word in Cyrillic with a wrong first letter', query: 'пима', finds: ['riga'] },
  { why: 'no SKU that is one digit off', query: 'lamp105', finds: [] },
  { why: 'an ISBN', query: '9780306406157', finds: ['almanac'] },
  { why: 'an ISBN with hyphens', query: '978-0-306-40615-7', finds: ['almanac'] },
  { why: 'an ISBN with spaces, called one', query: 'ISBN 978 0 306 40615 7', finds: ['almanac'] },
  { why: 'an ISBN of ten digits', query: '0-306-40615-2', finds: ['almanac'] },
  { why: 'an ISBN that ends with X', query: '080442957X', finds: ['tide'] },
  { why: 'the beginning of an ISBN', query: '978-0-306', finds: ['almanac'] },
  { why: 'no ISBN that is one digit off', query: '9780306406158', finds: [] },
  { why: 'an author', query: 'marlowe', finds: [['almanac', 'tide']] },
  { why: 'an author and a word of the title', query: 'marlowe tide', finds: ['tide'] },
  { why: 'an author who is begun and a word of the title', query: 'almanac marl', finds: ['almanac', 'tide'] },
  { why: 'an author misspelt and a word of the title', query: 'marlwoe salt', finds: ['almanac'] },
  { why: 'umlauts and a sharp s of an author', query: 'jorg kassner', finds: ['almanac'] },
  { why: 'stop words around a title', query: 'the almanac of the salt', finds: ['almanac'] },
  { why: 'a subtitle', query: 'salt coast', finds: ['almanac'] },
  { why: 'a category', query: 'lighting desk', finds: ['light'] },
  { why: 'a title before a keyword before a description', query: 'lamp', finds: ['lamp', 'light', 'torch'] },
  { why: 'a SKU', query: 'LAMP-104', finds: ['lamp'] },
  { why: 'the beginning of a SKU', query: 'lamp-11', finds: ['light'] },
  { why: 'a SKU without its signs', query: 'tr22b', finds: ['torch'] },
  { why: 'a SKU with its signs', query: 'TR/22.B', finds: ['torch'] },
  { why: 'a product’s name without its umlauts', query: 'olkannchen', finds: ['can'] },
  { why: 'a product’s name with a letter too many', query: 'readding lampp', finds: ['lamp'] },
  { why: 'nothing like it', query: 'qqqqqq', finds: [] },
  { why: 'a word that no document has beside one that many have', query: 'harbour qqqqqq', finds: [] },
  { why: 'signs that an engine could take for commands', query: 'title:* AND (nine OR bridges)', finds: [] },
  { why: 'an own booking by its number', query: 'B-7K3M-92QX', finds: ['anns'], as: 'usr_ann' },
  { why: 'nobody else’s booking', query: 'B-7K3M-92QX', finds: [], as: 'usr_ben' },
  { why: 'nobody’s booking without signing in', query: '7k3m', finds: [] },
  { why: 'an own order by its number', query: 'O-5TQ2-8FWD', finds: ['order'], as: 'usr_ann' },
  { why: 'an own order by its number without hyphens', query: 'o5tq28fwd', finds: ['order'], as: 'usr_ann' },
  { why: 'an own order by what was ordered', query: 'thimble velvet', finds: ['order'], as: 'usr_ann' },
  { why: 'an own order by what was ordered, misspelt', query: 'pincushoin', finds: ['order'], as: 'usr_ann' },
  { why: 'nobody else’s order', query: 'O-5TQ2-8FWD', finds: [], as: 'usr_ben' },
  { why: 'nobody’s order without signing in', query: 'o5tq28fwd', finds: [] },
  { why: 'nothing that somebody else has ordered', query: 'pincushion', finds: [], as: 'usr_ben' },
];
