import type { EventEnvelope } from '@marquee/shared/events';
import { askToTellAgain } from '@marquee/shared/testing';
import { aBook, aCategory, aProduct, usd } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight, keeps, keepsById } from './support/keep';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

interface Told {
  readonly type: string;
  readonly data: unknown;
}

/** What was told of items and categories, the last of each. */
async function lastTold(): Promise<Record<string, Told>> {
  const rows: { envelope: EventEnvelope }[] = await bed.db.query(
    `select envelope from outbox where type like 'product.%' or type = 'category.saved' order by id`,
  );
  return Object.fromEntries(rows.map(({ envelope: { aggregateId, type, data } }) => [aggregateId, { type, data }]));
}

/** Asks for everything of these kinds, and returns what was told because of it. */
async function toldAgain(...kinds: string[]): Promise<Record<string, Told>> {
  await bed.db.query('delete from outbox');
  await askToTellAgain(bed, ...kinds);
  return lastTold();
}

describe('when a search asks', () => {
  it('tells everything again as it was told last, also what is not sold', async () => {
    const categoryId = await aCategory(bed, 'lighting', { name: 'Lights' });
    const lampId = await aProduct(bed, { prices: [usd(2700)], categoryId });
    const [archivedId, inactiveId] = [await aProduct(bed), await aProduct(bed, { isActive: false })];
    const bookId = await aBook(bed, { subtitle: 'A novel' });
    await keeps(bed, 'productUpdate', { id: lampId, version: 1, title: 'Lamp', description: 'Bright' });
    await keepsById(bed, 'productArchive', archivedId);
    const before = await lastTold();

    const told = await toldAgain('PRODUCT', 'BOOK', 'FOOD');

    expect(Object.keys(told).toSorted()).toEqual([categoryId, lampId, archivedId, inactiveId, bookId].toSorted());
    for (const [id, { type, data }] of Object.entries(told)) {
      expect({ id, data }).toEqual({ id, data: before[id]?.data });
      expect(type).toBe(id === categoryId ? 'category.saved' : 'product.updated');
    }
  });

  it('tells of an item by what its category is called now', async () => {
    const id = await aCategory(bed, 'shelf', { name: 'Shelf' });
    const itemId = await aProduct(bed, { categoryId: id });
    await keeps(bed, 'categorySave', { id, slug: 'shelf', name: 'Ledge' });
    const told = await toldAgain('PRODUCT');
    expect(told[itemId]?.data).toMatchObject({ category: { id, slug: 'shelf', name: 'Ledge' }, version: 1 });
    expect(told[id]?.data).toMatchObject({ name: 'Ledge' });
  });

  it('tells of the wanted kinds alone', async () => {
    const [productId, bookId] = [await aProduct(bed), await aBook(bed)];
    const books = await toldAgain('BOOK');
    expect([productId in books, bookId in books]).toEqual([false, true]);
    expect(await toldAgain('MOVIE')).toEqual({});
  });

  it('leaves out nothing of a shop with many items', async () => {
    const rows = Array.from({ length: 450 }, (_, nth) => ({
      sku: `MANY-${nth}`,
      title: `Many ${nth}`,
      price: { minor: 100, currency: 'EUR' },
    }));
    const imported = await importAll(rows);
    const told = await toldAgain('PRODUCT');
    expect(imported.filter((id) => !(id in told))).toEqual([]);
  });
});

async function importAll(rows: readonly object[]): Promise<string[]> {
  const query = `mutation ($rows: [ProductCreateInput!]!) { productImport(rows: $rows) { rows { item { id } } } }`;
  const { data, errors } = await bed.ask<{ productImport: { rows: { item: { id: string } }[] } }>(everyRight(), query, {
    rows,
  });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.productImport.rows.map(({ item }) => item.id);
}
