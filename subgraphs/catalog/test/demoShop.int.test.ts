import { seedDemoShop } from '../src';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight, keeps } from './support/keep';

let bed: CatalogBed;
const seed = () => seedDemoShop({ databaseUrl: bed.databaseUrl }, bed);
const counts = async () => {
  const [row] = (await bed.db.query(
    `select (select count(*)::int from category) as categories, (select count(*)::int from catalog_item) as items,
       (select count(*)::int from stock_movement) as movements, (select count(*)::int from outbox) as events`,
  )) as [Record<string, number>];
  return row;
};

beforeAll(async () => {
  bed = await aCatalogBed();
  await seed();
});
afterAll(() => bed.close());

interface Shop {
  readonly categories: readonly {
    readonly children: readonly { readonly products: { readonly totalCount: number } }[];
  }[];
  readonly products: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly title: string }[];
  };
  readonly books: { readonly totalCount: number };
}

const shop = `{
  categories { children { products { totalCount } } }
  products(first: 3, filter: { query: "lamp", categorySlugs: ["home"], inStockOnly: true }) { totalCount nodes { id title } }
  books(filter: { author: "marlowe" }) { totalCount }
}`;

describe('the demo shop', () => {
  it('has shelves, goods and books to look through', async () => {
    const { data } = await bed.ask<Shop>(null, shop);
    const shelves = data.categories.flatMap(({ children }) => children);
    expect(shelves).toHaveLength(15);
    expect(shelves.filter(({ products }) => products.totalCount > 0)).toHaveLength(12);
    expect(data.products.totalCount).toBe(2);
    expect(data.books.totalCount).toBe(2);
  });

  it('is not made twice, and keeps what people have changed', async () => {
    const before = await counts();
    const { data } = await bed.ask<Shop>(null, shop);
    const [{ id } = { id: '' }] = data.products.nodes;
    await keeps(bed, 'productUpdate', { id, version: 1, title: 'Renamed' }, everyRight());
    await bed.db.query(`update catalog_item set sku = 'MINE' where sku = 'PAPE-101'`);
    await seed();
    expect(await counts()).toEqual({ ...before, events: (before['events'] ?? 0) + 1 });
    expect(await bed.db.query(`select from catalog_item where title = 'Renamed'`)).toHaveLength(1);
  });
});
