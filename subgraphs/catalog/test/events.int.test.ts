import {
  categorySavedV1,
  type EventEnvelope,
  inventoryUpdatedV1,
  productCreatedV1,
  productDeletedV1,
  productUpdatedV1,
} from '@marquee/shared/events';
import { commitReservation } from '../src/services/reservations/commitReservation';
import { releaseReservation } from '../src/services/reservations/releaseReservation';
import { aBook, aCategory, aKey, anIsbn, aProduct, aSku, eur, usd } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { keeps, keepsById } from './support/keep';
import { reserve } from './support/stock';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

/** The events of an aggregate in their order, each read by the contract of its type. */
async function eventsOf(aggregateId: string) {
  const rows: { envelope: EventEnvelope }[] = await bed.db.query(
    'select envelope from outbox where aggregate_id = $1 order by id',
    [aggregateId],
  );
  const contracts = [productCreatedV1, productUpdatedV1, productDeletedV1, inventoryUpdatedV1, categorySavedV1];
  return rows.map(({ envelope }) => {
    const contract = contracts.find((one) => one.covers(envelope));
    if (contract === undefined) throw new Error(`no contract for ${envelope.type}`);
    return { type: envelope.type, ...contract.parse(envelope).data };
  });
}

describe('the events of an item', () => {
  it('carry what is searched for in it and what it costs, at each change', async () => {
    const categoryId = await aCategory(bed, 'lighting', { name: 'Lighting' });
    const sku = aSku();
    const shown = { sku, title: 'Lamp', description: 'Bright', prices: [usd(2700)] };
    const given = { ...shown, weightGrams: 1450, categoryId, initialStock: 0 };
    const id = await aProduct(bed, given);
    await keeps(bed, 'productUpdate', { id, version: 1, price: eur(1900), categoryId: null });
    await keepsById(bed, 'productArchive', id);
    await keepsById(bed, 'productRestore', id);
    const created = {
      itemId: id,
      kind: 'PRODUCT',
      sku,
      isbn: null,
      title: 'Lamp',
      subtitle: null,
      description: 'Bright',
      authors: [],
      category: { id: categoryId, slug: 'lighting', name: 'Lighting' },
      price: eur(2500),
      prices: [usd(2700)],
      weightGrams: 1450,
      isActive: true,
      version: 1,
    };
    const updated = { ...created, price: eur(1900), category: null };
    const none = { itemId: id, kind: 'PRODUCT', available: 0, onHand: 0, reserved: 0, movement: null };
    expect(await eventsOf(id)).toEqual([
      { type: 'product.created', ...created },
      { type: 'product.updated', ...updated, version: 2 },
      { type: 'product.deleted', ...updated, isActive: false, version: 3 },
      { type: 'inventory.updated', ...none, status: 'DISCONTINUED' },
      { type: 'product.updated', ...updated, version: 4 },
      { type: 'inventory.updated', ...none, status: 'OUT_OF_STOCK' },
    ]);
  });

  it('are none for a change that changes nothing, which makes no version either', async () => {
    const product = {
      sku: aSku(),
      title: 'Lamp',
      price: eur(2500),
      prices: [usd(2700), { minor: 2200, currency: 'GBP' }],
    };
    const id = await aProduct(bed, { ...product, attributes: [{ name: 'Colour', value: 'navy' }], initialStock: 0 });
    const same = { ...product, prices: product.prices.toReversed(), attributes: [{ value: 'navy', name: ' Colour ' }] };
    for (const given of [{}, { title: ' Lamp ', price: null }, same]) {
      const { payload } = await keeps(bed, 'productUpdate', { id, version: 1, ...given });
      expect(payload).toMatchObject({ product: { title: 'Lamp', version: 1 }, errors: [] });
    }
    const replaced = await keeps(bed, 'productReplace', { id, version: 1, ...same, isActive: true });
    expect(replaced.payload).toMatchObject({ product: { version: 1 }, errors: [] });
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['product.created']);

    const bookId = await aBook(bed, { authors: ['Ines Marlowe', 'Theo Quist'], initialStock: 0 });
    const book = await keeps(bed, 'bookUpdate', { id: bookId, version: 1, authors: ['Ines Marlowe', 'Theo Quist'] });
    expect(book.payload).toMatchObject({ book: { version: 1 }, errors: [] });
    expect((await eventsOf(bookId)).map(({ type }) => type)).toEqual(['product.created']);
  });

  it('know a book as such', async () => {
    const isbn = anIsbn();
    const id = await aBook(bed, { isbn, subtitle: 'A novel', initialStock: 2 });
    expect(await eventsOf(id)).toMatchObject([
      { type: 'product.created', kind: 'BOOK', isbn, sku: isbn, subtitle: 'A novel', authors: ['Ines Marlowe'] },
      {
        type: 'inventory.updated',
        kind: 'BOOK',
        available: 2,
        movement: { kind: 'RECEIPT', delta: 2, reference: null },
      },
    ]);
  });

  it('tell each change of its stock once, and what it was for', async () => {
    const id = await aProduct(bed, { initialStock: 10 });
    const db = bed.services.db.manager;
    await reserve(bed, 'order-a', { [id]: 4 });
    await reserve(bed, 'order-a', { [id]: 4 });
    await commitReservation(db, 'order-a');
    await reserve(bed, 'order-b', { [id]: 2 });
    await releaseReservation(db, 'order-b');
    await releaseReservation(db, 'order-b');
    await keeps(bed, 'stockSet', { itemId: id, onHand: 6, idempotencyKey: aKey() });
    const told = (await eventsOf(id)).slice(1) as unknown as Record<string, unknown>[];
    expect(
      told.map(({ available, onHand, reserved, movement }) => ({ available, onHand, reserved, movement })),
    ).toEqual([
      { available: 10, onHand: 10, reserved: 0, movement: { kind: 'RECEIPT', delta: 10, reference: null } },
      { available: 6, onHand: 10, reserved: 4, movement: { kind: 'RESERVATION', delta: -4, reference: 'order-a' } },
      { available: 6, onHand: 6, reserved: 0, movement: { kind: 'SALE', delta: -4, reference: 'order-a' } },
      { available: 4, onHand: 6, reserved: 2, movement: { kind: 'RESERVATION', delta: -2, reference: 'order-b' } },
      { available: 6, onHand: 6, reserved: 0, movement: { kind: 'RELEASE', delta: 2, reference: 'order-b' } },
    ]);
  });

  it('are not told when a change is refused', async () => {
    const id = await aProduct(bed);
    const before = await eventsOf(id);
    await keeps(bed, 'productUpdate', { id, version: 9, title: 'x' });
    await keeps(bed, 'stockAdjust', { itemId: id, delta: -11, reason: 'x', idempotencyKey: aKey() });
    expect(await eventsOf(id)).toEqual(before);
  });
});

describe('the events of a category', () => {
  it('say how it is called and where it stands', async () => {
    const parentId = await aCategory(bed, 'top', { name: 'Top' });
    const id = await aCategory(bed, 'below', { name: 'Below' });
    await keeps(bed, 'categorySave', { id, slug: 'beneath', name: 'Beneath', parentId });
    expect(await eventsOf(id)).toEqual([
      { type: 'category.saved', categoryId: id, slug: 'below', name: 'Below', parentId: null },
      { type: 'category.saved', categoryId: id, slug: 'beneath', name: 'Beneath', parentId },
    ]);
  });
});
