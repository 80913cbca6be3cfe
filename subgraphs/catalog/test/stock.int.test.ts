import { newId } from '@marquee/shared/ids';
import { allTold, endStream, refusalIn, takeEvents } from '@marquee/shared/testing';
import { aBook, aKey, aProduct } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight, keeps, keepsById, refusalOf } from './support/keep';
import { aCustomer, aKeeper, aStorekeeper } from './support/people';
import { movementsOf, reserve, stockOf } from './support/stock';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

const set = (itemId: string, onHand: number, given: Record<string, unknown> = {}) =>
  keeps(bed, 'stockSet', { itemId, onHand, idempotencyKey: aKey(), ...given });
const adjust = (itemId: string, delta: number, given: Record<string, unknown> = {}) =>
  keeps(bed, 'stockAdjust', { itemId, delta, reason: 'Counted', idempotencyKey: aKey(), ...given });

describe('the stock of an item', () => {
  it('begins with its first pieces, which are a movement', async () => {
    const id = await aProduct(bed, { initialStock: 10 });
    expect(await stockOf(bed, id)).toEqual({
      available: 10,
      onHand: 10,
      reserved: 0,
      status: 'IN_STOCK',
      lowStockThreshold: 5,
    });
    expect(await movementsOf(bed, id)).toEqual([{ kind: 'RECEIPT', delta: 10, balanceAfter: 10, reference: null }]);
    expect(await movementsOf(bed, await aProduct(bed, { initialStock: 0 }))).toEqual([]);
  });

  it('is set to what was counted, and adjusted by what came or went', async () => {
    const id = await aBook(bed, { initialStock: 10 });
    const item = (available: number, status: string) => ({
      id,
      stock: { status, available, onHand: available, reserved: 0 },
    });
    expect((await set(id, 4, { reason: 'Stocktake' })).payload).toEqual({
      replayed: false,
      item: item(4, 'LOW'),
      movement: { kind: 'ADJUSTMENT', delta: -6, balanceAfter: 4, reason: 'Stocktake', reference: null },
      errors: [],
    });
    expect((await set(id, 4)).payload).toMatchObject({ movement: null, item: item(4, 'LOW') });
    expect((await adjust(id, 3)).payload).toMatchObject({
      movement: { delta: 3, balanceAfter: 7 },
      item: item(7, 'IN_STOCK'),
    });
    expect((await adjust(id, -7)).payload).toMatchObject({ item: item(0, 'OUT_OF_STOCK') });
  });

  it('changes once a key', async () => {
    const id = await aProduct(bed, { initialStock: 10 });
    const [keeper, input] = [everyRight(), { itemId: id, delta: -2, reason: 'Broken', idempotencyKey: aKey() }];
    const answers = await Promise.all(Array.from({ length: 20 }, () => keeps(bed, 'stockAdjust', input, keeper)));
    expect(answers.filter(({ payload }) => payload?.['replayed'] === true)).toHaveLength(19);
    expect(await stockOf(bed, id)).toMatchObject({ available: 8 });
    const other = await keeps(bed, 'stockAdjust', { ...input, delta: -3 }, keeper);
    expect(other.payload?.errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] },
    ]);
  });

  it('cannot be set below what is reserved, nor more be taken than is available', async () => {
    const id = await aProduct(bed, { initialStock: 10 });
    await reserve(bed, 'order-1', { [id]: 6 });
    const short = (requested: number, available: number) => ({
      __typename: 'InsufficientStockError',
      code: 'INSUFFICIENT_STOCK',
      shortages: [{ itemId: id, requested, available }],
    });
    expect((await set(id, 5)).payload?.errors).toMatchObject([short(6, 5)]);
    expect((await adjust(id, -5)).payload?.errors).toMatchObject([short(5, 4)]);
    expect((await set(id, 6)).payload?.['item']).toMatchObject({ stock: { available: 0, onHand: 6, reserved: 6 } });
  });

  it.each<[string, 'stockSet' | 'stockAdjust', Record<string, unknown>]>([
    ['onHand', 'stockSet', { onHand: -1 }],
    ['onHand', 'stockSet', { onHand: 1_000_001 }],
    ['delta', 'stockAdjust', { delta: 0, reason: 'x' }],
    ['delta', 'stockAdjust', { delta: 1_000_000, reason: 'x' }],
    ['delta', 'stockAdjust', { delta: -2_147_483_648, reason: 'x' }],
    ['reason', 'stockAdjust', { delta: 1, reason: ' ' }],
  ])('is refused with a bad %s in %s: %j', async (name, field, given) => {
    const itemId = await aProduct(bed, { initialStock: 10 });
    const input = { itemId, idempotencyKey: aKey(), ...given };
    expect(await refusalOf(bed, field, input)).toMatchObject({ code: 'VALIDATION', path: ['input', name] });
  });

  it('is there for an item that exists, and for those who keep it', async () => {
    for (const itemId of [newId('product'), newId('movie'), 'x']) {
      expect((await set(itemId, 1)).payload?.errors).toMatchObject([{ code: 'NOT_FOUND', missingId: itemId }]);
    }
    const itemId = await aProduct(bed);
    for (const viewer of [null, aCustomer(), aKeeper()]) {
      const { payload } = await keeps(bed, 'stockSet', { itemId, onHand: 1, idempotencyKey: aKey() }, viewer);
      expect(payload).toBeNull();
    }
    const query = 'query ($id: ID!) { product(id: $id) { stock { available onHand reserved lowStockThreshold } } }';
    const { data, errors } = await bed.ask(aCustomer(), query, { id: itemId });
    const hidden = { onHand: null, reserved: null, lowStockThreshold: null };
    expect(data).toEqual({ product: { stock: { available: 10, ...hidden } } });
    expect(errors).toHaveLength(3);
  });

  it('is never oversold, even where the code is wrong: the database refuses', async () => {
    const id = await aProduct(bed, { initialStock: 2 });
    const broken = (change: string) => bed.db.query(`update stock set ${change} where item_id = '${id}'`);
    await expect(broken('reserved = 3')).rejects.toThrow('stock_not_oversold');
    await expect(broken('on_hand = -1')).rejects.toThrow('violates check');
    await expect(broken('reserved = -1')).rejects.toThrow('stock_not_oversold');
  });
});

describe('the movements of a stock', () => {
  it('cannot be changed or deleted by anybody', async () => {
    await aProduct(bed);
    for (const change of [
      'update stock_movement set delta = 1',
      'delete from stock_movement',
      'truncate stock_movement',
    ]) {
      await expect(bed.db.query(change)).rejects.toThrow('stock_movement is append-only');
    }
  });

  it('are listed to the storekeepers, the newest first, in pages', async () => {
    const id = await aProduct(bed, { initialStock: 1 });
    for (const delta of [2, 3]) await adjust(id, delta);
    const query = `query ($id: ID!, $first: Int, $after: String, $last: Int) {
      stockMovements(itemId: $id, first: $first, after: $after, last: $last) {
        nodes { id delta item { id sku } createdAt } edges { cursor } totalCount pageInfo { hasNextPage }
      }
    }`;
    interface Found {
      stockMovements: { nodes: { id: string; delta: number }[]; edges: { cursor: string }[] };
    }
    const { data } = await bed.ask<Found>(aStorekeeper(), query, { id, first: 2 });
    expect(data.stockMovements).toMatchObject({
      nodes: [{ delta: 3, item: { id } }, { delta: 2 }],
      totalCount: 3,
      pageInfo: { hasNextPage: true },
    });
    const after = data.stockMovements.edges[1]?.cursor;
    const rest = await bed.ask<Found>(aStorekeeper(), query, { id, after });
    expect(rest.data.stockMovements.nodes).toMatchObject([{ delta: 1 }]);
    const last = await bed.ask<Found>(aStorekeeper(), query, { id, last: 1 });
    expect(last.data.stockMovements.nodes).toMatchObject([{ delta: 1 }]);

    for (const viewer of [null, aCustomer(), aKeeper()]) {
      expect((await bed.ask(viewer, query, { id })).data).toEqual({ stockMovements: null });
    }
    const missing = await bed.ask(aStorekeeper(), query, { id: newId('product') });
    expect(missing.errors?.[0]?.message).toBe('There is no such item.');

    const r = [{ __typename: 'StockMovement', id: data.stockMovements.nodes[0]?.id }];
    const entity = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on StockMovement { delta } } }';
    expect((await bed.ask(aStorekeeper(), entity, { r })).data).toEqual({ _entities: [{ delta: 3 }] });
    expect((await bed.ask(aCustomer(), entity, { r })).data).toEqual({ _entities: [null] });
  });
});

describe('what is available', () => {
  const check = async (lines: readonly unknown[]) =>
    bed.ask<{ stockAvailability: unknown } | null>(
      null,
      'query ($l: [StockCheckInput!]!) { stockAvailability(lines: $l) { itemId requested available } }',
      { l: lines },
    );

  it('is told for the lines for which there is not enough', async () => {
    const [few, many, gone] = [await aProduct(bed, { initialStock: 2 }), await aProduct(bed), await aProduct(bed)];
    await keepsById(bed, 'productArchive', gone);
    const none = newId('book');
    const lines = [few, many, gone, none, few].map((itemId) => ({ itemId, quantity: 2 }));
    const { data } = await check(lines);
    expect(data?.stockAvailability).toHaveLength(3);
    expect(data?.stockAvailability).toEqual(
      expect.arrayContaining([
        { itemId: few, requested: 4, available: 2 },
        { itemId: gone, requested: 2, available: 0 },
        { itemId: none, requested: 2, available: 0 },
      ]),
    );
    expect((await check([{ itemId: many, quantity: 10 }])).data).toEqual({ stockAvailability: [] });
    expect((await check([])).data).toEqual({ stockAvailability: [] });
  });

  it.each([0, -1, 1.5, 1e9, 2 ** 31])('is not told for %d pieces', async (quantity) => {
    const { data, errors } = await check([{ itemId: newId('product'), quantity }]);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it('is told for at most a hundred lines', async () => {
    const { errors } = await check(Array.from({ length: 101 }, () => ({ itemId: newId('product'), quantity: 1 })));
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('watching the stock', () => {
  const query = `subscription ($ids: [ID!]!, $after: EventCursor) {
    stockChanged(itemIds: $ids, after: $after) { cursor occurredAt available status item { id title } }
  }`;
  interface Event {
    cursor: string;
    available: number;
    status: string;
    item: { id: string };
  }

  it('tells everybody what becomes of these items, in order, and after a cursor what was missed', async () => {
    const [id, other] = [await aProduct(bed, { initialStock: 10 }), await aProduct(bed)];
    await allTold(bed);
    const stream = await bed.watch(null, query, { ids: [id] });
    await adjust(other, 1);
    await adjust(id, -6);
    await reserve(bed, 'watched', { [id]: 4 });
    await keepsById(bed, 'productArchive', id);
    const events = await takeEvents<Event>(stream, 3);
    await endStream(stream);
    expect(events.map(({ available, status, item }) => [available, status, item.id])).toEqual([
      [4, 'LOW', id],
      [0, 'OUT_OF_STOCK', id],
      [0, 'DISCONTINUED', id],
    ]);
    const again = await bed.watch(everyRight(), query, { ids: [id], after: events[0]?.cursor });
    expect(await takeEvents<Event>(again, 2)).toEqual(events.slice(1));
    await endStream(again);
  });

  it('is refused for what is no item, or none for the viewer: the answer is the same', async () => {
    const hidden = await aProduct(bed, { isActive: false });
    const refused = [{ message: 'There is no such item.', code: 'NOT_FOUND' }];
    for (const id of [newId('product'), 'x', hidden]) {
      expect(await refusalIn(await bed.watch(aCustomer(), query, { ids: [id] }))).toEqual(refused);
    }
    await allTold(bed);
    const stream = await bed.watch(everyRight(), query, { ids: [hidden] });
    await adjust(hidden, 1);
    expect(await takeEvents<Event>(stream, 1)).toMatchObject([{ available: 11 }]);
    await endStream(stream);
    for (const ids of [[], Array.from({ length: 101 }, () => hidden)]) {
      expect(await refusalIn(await bed.watch(null, query, { ids }))).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    }
    expect(await refusalIn(await bed.watch(everyRight(), query, { ids: [hidden], after: 'zzz' }))).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ]);
  });
});
