import { aBook, aProduct } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
  await aBook(bed, { title: 'Ölberg', authors: ['Émile Żuławski'] });
  await aBook(bed, { title: 'Тихий Дон', authors: ['Михаил Шолохов'] });
  await aBook(bed, { title: 'Blue', authors: ['Ann "Ace" O\\Hara', 'Bo'] });
  await aBook(bed, { title: 'Plain', authors: ['Cy Ames'] });
  await aProduct(bed, { title: 'ÖLKÄNNCHEN' });
});
afterAll(() => bed.close());

interface Found {
  readonly list: { readonly nodes: readonly { readonly title: string }[] };
}

const booksWith = async (filter: Record<string, string>) => {
  const query = 'query ($filter: BookFilter) { list: books(filter: $filter) { nodes { title } } }';
  const { data } = await bed.ask<Found>(null, query, { filter });
  return data.list.nodes.map(({ title }) => title);
};
const productsWith = async (words: string) => {
  const query = 'query ($words: String) { list: products(filter: { query: $words }) { nodes { title } } }';
  const { data } = await bed.ask<Found>(null, query, { words });
  return data.list.nodes.map(({ title }) => title);
};

describe('a name with capitals beyond ASCII', () => {
  it.each(['Émile', 'émile', 'ÉMILE', 'żuławski', 'ŻUŁ'])('is found as an author by %s', async (author) => {
    expect(await booksWith({ author })).toEqual(['Ölberg']);
    expect(await booksWith({ query: author })).toEqual(['Ölberg']);
  });

  it.each(['Ölberg', 'ölberg', 'ÖLBERG'])('is found as a title by %s', async (query) => {
    expect(await booksWith({ query })).toEqual(['Ölberg']);
  });

  it('is found in Cyrillic', async () => {
    expect(await booksWith({ query: 'тихий ДОН' })).toEqual(['Тихий Дон']);
    expect(await booksWith({ author: 'ШОЛОХОВ' })).toEqual(['Тихий Дон']);
  });

  it.each(['Ölkännchen', 'ölkännchen'])('is found as a product by %s', async (words) => {
    expect(await productsWith(words)).toEqual(['ÖLKÄNNCHEN']);
  });
});

describe('a name with signs that JSON writes otherwise', () => {
  it.each(['"Ace"', 'O\\Hara', 'ann "ace" o\\hara'])('is found by %s', async (author) => {
    expect(await booksWith({ author })).toEqual(['Blue']);
    expect(await booksWith({ query: author })).toEqual(['Blue']);
  });

  it.each(['["', '"]', '", "', '\\"'])('is the only one that has them: %s finds nothing', async (query) => {
    expect(await booksWith({ query })).toEqual([]);
  });
});
