import { newId } from '@marquee/shared/ids';
import { eventually, type SubgraphBed } from '@marquee/shared/testing';
import { categorySaved, itemTold, movieSaved } from './support/facts';
import { aPlatformBed } from './support/platformBed';

interface Found {
  readonly nodes: readonly { readonly title: string; readonly subject: object }[];
  readonly facets: readonly { readonly field: string; readonly buckets: readonly { readonly value: string }[] }[];
}

const query = `query ($words: String!) {
  search(query: $words) {
    nodes { title subject { __typename ... on Product { id } ... on Book { id } } } facets { field buckets { value } }
  }
}`;

let bed: SubgraphBed;
beforeAll(async () => {
  bed = await aPlatformBed();
});
afterAll(() => bed.close());

async function search(words: string): Promise<Found> {
  const { data, errors } = await bed.ask<{ search: Found }>(null, query, { words });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.search;
}
const titles = async (words: string) => (await search(words)).nodes.map(({ title }) => title);

/** Resolves when everything that was told before has been heard. */
async function allHeard(): Promise<void> {
  const title = `Marker ${newId('event')}`;
  await bed.hear(movieSaved({ title }));
  await eventually(async () => expect(await titles(title)).toContain(title));
}

const aCategory = (name: string) => ({ id: newId('category'), slug: 'shelf', name });

describe('an item of the catalog', () => {
  it('is found as what it is', async () => {
    const [productId, bookId] = [newId('product'), newId('book')];
    await bed.hear(
      itemTold('product.created', { itemId: productId, title: 'Anchor' }),
      itemTold('product.created', { itemId: bookId, kind: 'BOOK', title: 'Anchors', isbn: '9780306406157' }),
    );
    await allHeard();
    expect((await search('anchor')).nodes).toEqual([
      { title: 'Anchor', subject: { __typename: 'Product', id: productId } },
      { title: 'Anchors', subject: { __typename: 'Book', id: bookId } },
    ]);
    expect(await titles('978-0-306-40615-7')).toEqual(['Anchors']);
  });

  it('is found by what it is called now', async () => {
    const itemId = newId('product');
    await bed.hear(
      itemTold('product.created', { itemId, title: 'Bollard', sku: 'BOL-1' }),
      itemTold('product.updated', { itemId, title: 'Capstan', sku: 'CAP-1', version: 2 }),
    );
    await allHeard();
    expect(await titles('capstan')).toEqual(['Capstan']);
    expect(await titles('cap1')).toEqual(['Capstan']);
    expect([await titles('bollard'), await titles('bol1')]).toEqual([[], []]);
  });

  it.each([
    ['archived', 'product.deleted'],
    ['not sold any more', 'product.updated'],
  ] as const)('is not found while it is %s, and again when it is back', async (_why, type) => {
    const itemId = newId('product');
    const title = `Davit ${type}`;
    await bed.hear(
      itemTold('product.created', { itemId, title }),
      itemTold(type, { itemId, title, isActive: false, version: 2 }),
    );
    await allHeard();
    expect(await titles(title)).toEqual([]);
    await bed.hear(itemTold('product.updated', { itemId, title, version: 3 }));
    await allHeard();
    expect(await titles(title)).toEqual([title]);
  });

  it('is not brought back or turned back by what is told too late, or twice', async () => {
    const [itemId, goneId] = [newId('product'), newId('product')];
    const created = itemTold('product.created', { itemId, title: 'Ensign' });
    const goneCreated = itemTold('product.created', { itemId: goneId, title: 'Ensign that is gone' });
    await bed.hear(
      created,
      goneCreated,
      itemTold('product.deleted', { itemId: goneId, title: 'Gone', isActive: false, version: 3 }),
      itemTold('product.updated', { itemId, title: 'Fairlead', version: 3 }),
      // The same events again, and others that were made before.
      created,
      goneCreated,
      itemTold('product.updated', { itemId, title: 'Ensign', version: 2 }),
      itemTold('product.updated', { itemId: goneId, title: 'Ensign', version: 2 }),
    );
    await allHeard();
    expect(await titles('ensign')).toEqual([]);
    expect(await titles('fairlead')).toEqual(['Fairlead']);
  });

  it('can be told again as it is', async () => {
    const itemId = newId('product');
    await bed.hear(itemTold('product.created', { itemId, title: 'Grommet' }));
    await allHeard();
    await bed.db.query('delete from search_document where id = $1', [itemId]);
    await bed.hear(itemTold('product.updated', { itemId, title: 'Grommet' }));
    await allHeard();
    expect(await titles('grommet')).toEqual(['Grommet']);
  });
});

describe('a category that is called otherwise', () => {
  const facetsOf = async (words: string) =>
    (await search(words)).facets.find(({ field }) => field === 'category')?.buckets.map(({ value }) => value);

  it('relabels all that is in it and sold', async () => {
    const category = aCategory('Rigging');
    const hidden = { itemId: newId('product'), title: 'Hidden', category, isActive: false };
    await bed.hear(
      categorySaved(category),
      ...Array.from({ length: 600 }, (_, nth) =>
        itemTold('product.created', { title: `Halyard ${nth}`, sku: `HAL-${nth}`, category }),
      ),
      itemTold('product.created', hidden),
      itemTold('product.created', { title: 'Halyard elsewhere', category: aCategory('Rigging elsewhere') }),
      categorySaved({ ...category, name: 'Cordage' }),
    );
    await eventually(allHeard, 60_000);
    const counts = await bed.ask<{ search: { totalCount: number } }>(
      null,
      '{ search(query: "cordage halyard") { totalCount } }',
    );
    expect(counts.data.search.totalCount).toBe(600);
    expect(await titles('rigging')).toEqual(['Halyard elsewhere']);
    expect(await facetsOf('cordage')).toEqual(['Cordage']);
    expect(await titles('hidden')).toEqual([]);
  });

  it('keeps its new name when an item still brings the old one', async () => {
    const category = aCategory('Jib');
    const item = { itemId: newId('product'), title: 'Kedge', category };
    await bed.hear(
      itemTold('product.created', item),
      categorySaved({ ...category, name: 'Foresails' }),
      itemTold('product.updated', { ...item, title: 'Kedges', version: 2 }),
    );
    await allHeard();
    expect(await facetsOf('kedges')).toEqual(['Foresails']);
    expect(await titles('jib')).toEqual([]);
  });

  it('keeps its new name when the old one is told too late', async () => {
    const category = aCategory('Lanyard');
    const renamed = { ...category, name: 'Lashings', occurredAt: '2030-07-03T12:00:01.000Z' };
    await bed.hear(
      categorySaved(renamed),
      itemTold('product.created', { title: 'Marlinspike', category }),
      categorySaved(category),
    );
    await allHeard();
    expect(await facetsOf('marlinspike')).toEqual(['Lashings']);
  });

  it('leaves alone what has moved to another one', async () => {
    const [old, other] = [aCategory('Oars'), aCategory('Paddles')];
    const item = { itemId: newId('product'), title: 'Painter' };
    await bed.hear(
      itemTold('product.created', { ...item, category: old }),
      itemTold('product.updated', { ...item, category: other, version: 2 }),
      categorySaved({ ...old, name: 'Sweeps' }),
    );
    await allHeard();
    expect(await facetsOf('painter')).toEqual(['Paddles']);
  });
});
