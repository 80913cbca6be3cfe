import { countStatements } from '@marquee/shared/database';
import { newId } from '@marquee/shared/ids';
import { aCategory, aProduct, aSku, eur, usd } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight } from './support/keep';
import { aCustomer, aStorekeeper } from './support/people';
import { movementsOf } from './support/stock';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

interface Imported {
  readonly accepted: number;
  readonly rejected: number;
  readonly rows: readonly {
    readonly row: number;
    readonly item: { readonly id: string; readonly sku: string } | null;
    readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
  }[];
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const query = `mutation ($rows: [ProductCreateInput!]!, $dryRun: Boolean! = false) {
  payload: productImport(rows: $rows, dryRun: $dryRun) {
    accepted rejected errors { code path }
    rows { row item { __typename id sku stock { available } } errors { __typename code path ... on NotFoundError { missingId } } }
  }
}`;
const load = async (
  rows: readonly Record<string, unknown>[],
  dryRun = false,
  viewer: Parameters<typeof bed.ask>[0] = everyRight(),
) => {
  const { data } = await bed.ask<{ payload: Imported | null }>(viewer, query, { rows, dryRun });
  return data.payload;
};
const aRow = (given: Record<string, unknown> = {}) => ({ sku: aSku(), title: 'Row', price: eur(100), ...given });
const countProducts = async () => (await bed.db.query('select from catalog_item')).length;

describe('an import', () => {
  it('keeps the good rows and says of every other what is wrong with it, and where', async () => {
    const categoryId = await aCategory(bed, 'imported');
    const taken = aSku();
    await aProduct(bed, { sku: taken });
    const [twice, missingId] = [aSku(), newId('category')];
    const rows = [
      aRow({ categoryId, initialStock: 3, prices: [usd(110)] }),
      aRow({ title: ' ' }),
      aRow({ sku: twice }),
      aRow({ sku: twice.toLowerCase() }),
      aRow({ sku: taken }),
      aRow({ categoryId: missingId }),
      aRow({ price: eur(0) }),
      aRow({ initialStock: -1 }),
      aRow({ attributes: [{ name: 'a', value: '' }] }),
      aRow({ isActive: false }),
    ];
    const payload = await load(rows);
    expect(payload).toMatchObject({ accepted: 3, rejected: 7, errors: [] });
    expect(payload?.rows.map(({ row }) => row)).toEqual(rows.map((_, nth) => nth));
    const problem = (row: number) => payload?.rows[row]?.errors[0];
    expect(payload?.rows[0]).toEqual({
      row: 0,
      item: { __typename: 'Product', id: expect.any(String), sku: rows[0]?.sku, stock: { available: 3 } },
      errors: [],
    });
    expect(payload?.rows.filter(({ item }) => item !== null).map(({ row }) => row)).toEqual([0, 2, 9]);
    expect(problem(1)).toMatchObject({ code: 'VALIDATION', path: ['rows', '1', 'title'] });
    expect(problem(3)).toMatchObject({ code: 'SKU_TAKEN', path: ['rows', '3', 'sku'] });
    expect(problem(4)).toMatchObject({ code: 'SKU_TAKEN', path: ['rows', '4', 'sku'] });
    expect(problem(5)).toMatchObject({ __typename: 'NotFoundError', missingId, path: ['rows', '5', 'categoryId'] });
    expect(problem(6)).toMatchObject({ path: ['rows', '6', 'price', 'minor'] });
    expect(problem(7)).toMatchObject({ path: ['rows', '7', 'initialStock'] });
    expect(problem(8)).toMatchObject({ path: ['rows', '8', 'attributes', '0', 'value'] });
    expect(await movementsOf(bed, payload?.rows[0]?.item?.id ?? '')).toMatchObject([{ kind: 'RECEIPT', delta: 3 }]);
  });

  it('that is a dry run answers the same and keeps nothing', async () => {
    const sku = aSku();
    const rows = [aRow({ sku }), aRow({ price: eur(-1) }), aRow({ sku })];
    const before = await countProducts();
    const dry = await load(rows, true);
    expect(dry).toMatchObject({
      accepted: 1,
      rejected: 2,
      rows: [{ item: null, errors: [] }, { item: null }, { errors: [{ code: 'SKU_TAKEN' }] }],
    });
    expect(await countProducts()).toBe(before);
    const wet = await load(rows);
    expect(wet).toMatchObject({ accepted: 1, rejected: 2 });
    expect(wet?.rows.slice(1)).toEqual(dry?.rows.slice(1));
  });

  it('makes nothing twice when it is repeated, even at the same moment', async () => {
    const rows = Array.from({ length: 150 }, () => aRow());
    const before = await countProducts();
    const answers = await Promise.all([load(rows), load(rows), load(rows)]);
    expect(answers.reduce((sum, answer) => sum + (answer?.accepted ?? 0), 0)).toBe(150);
    expect(await countProducts()).toBe(before + 150);
    expect(await load(rows)).toMatchObject({ accepted: 0, rejected: 150 });
  });

  it('takes a thousand rows in ten transactions, and not one more', async () => {
    const rows = Array.from({ length: 1000 }, () => aRow({ initialStock: 1 }));
    const { result, statements } = await countStatements(bed.db, () => load(rows));
    expect(result).toMatchObject({ accepted: 1000, rejected: 0 });
    expect(statements.filter((text) => text === 'START TRANSACTION')).toHaveLength(10);
    expect(statements.length).toBeLessThan(200);
    for (const bad of [[], [...rows, aRow()]]) {
      const refused = await load(bad);
      expect(refused).toMatchObject({ accepted: 0, rows: [], errors: [{ code: 'VALIDATION', path: ['rows'] }] });
    }
  });

  it('is for those who keep the shop', async () => {
    for (const viewer of [null, aCustomer(), aStorekeeper()]) expect(await load([aRow()], true, viewer)).toBeNull();
  });
});
