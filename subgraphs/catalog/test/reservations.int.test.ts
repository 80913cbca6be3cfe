import { randomUUID } from 'node:crypto';
import { newId } from '@marquee/shared/ids';
import { commitReservation } from '../src/services/reservations/commitReservation';
import { releaseDueReservations } from '../src/services/reservations/releaseDueReservations';
import { releaseReservation } from '../src/services/reservations/releaseReservation';
import { reserveStock } from '../src/services/reservations/reserveStock';
import { aProduct } from './support/builders';
import { aCatalogBed, type CatalogBed, wednesdayNoon } from './support/catalogBed';
import { keepsById } from './support/keep';
import { expectHistoryAddsUp, inTenMinutes, movementsOf, reserve, stockOf } from './support/stock';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterEach(() => bed.setNow(wednesdayNoon));
afterAll(() => bed.close());

const commit = (reference: string) => commitReservation(bed.services.db.manager, reference);
const release = (reference: string) => releaseReservation(bed.services.db.manager, reference);
const anOrder = () => `order-${randomUUID()}`;
const elevenPast = '2030-07-03T12:11:00.000Z';

describe('a reservation', () => {
  it('keeps the pieces of all its lines', async () => {
    const [a, b, order] = [await aProduct(bed), await aProduct(bed), anOrder()];
    const reserved = await reserve(bed, order, { [a]: 3, [b]: 10 });
    expect(reserved).toEqual({
      reservationId: expect.stringMatching(/^rsv_/),
      state: 'ACTIVE',
      expiresAt: inTenMinutes,
      replayed: false,
    });
    expect(await stockOf(bed, a)).toMatchObject({ onHand: 10, reserved: 3, available: 7 });
    expect(await stockOf(bed, b)).toMatchObject({ available: 0, status: 'OUT_OF_STOCK' });
    expect((await movementsOf(bed, a)).at(-1)).toEqual({
      kind: 'RESERVATION',
      delta: -3,
      balanceAfter: 7,
      reference: order,
    });
  });

  it('keeps none where one line is short, and names every line that is', async () => {
    const [a, b, c, gone] = [await aProduct(bed), await aProduct(bed), await aProduct(bed), await aProduct(bed)];
    await keepsById(bed, 'productArchive', gone);
    const none = newId('product');
    await expect(reserve(bed, anOrder(), { [a]: 1, [b]: 11, [c]: 12, [gone]: 1, [none]: 1 })).rejects.toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      userErrorType: 'InsufficientStockError',
      details: {
        shortages: expect.arrayContaining([
          { itemId: b, requested: 11, available: 10 },
          { itemId: c, requested: 12, available: 10 },
          { itemId: gone, requested: 1, available: 0 },
          { itemId: none, requested: 1, available: 0 },
        ]),
      },
    });
    expect(await stockOf(bed, a)).toMatchObject({ reserved: 0 });
  });

  it('is made once a reference, which answers what it answered first', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => reserve(bed, order, { [id]: 2 })));
    expect(new Set(answers.map(({ reservationId }) => reservationId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await stockOf(bed, id)).toMatchObject({ reserved: 2 });
    await expect(reserve(bed, order, { [id]: 3 })).rejects.toMatchObject({ inputPath: ['reference'] });
  });

  it('is made once where twins want different things', async () => {
    const [a, b, order] = [await aProduct(bed), await aProduct(bed), anOrder()];
    const answers = await Promise.allSettled([reserve(bed, order, { [a]: 1 }), reserve(bed, order, { [b]: 1 })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await stockOf(bed, a)).reserved + (await stockOf(bed, b)).reserved).toBe(1);
  });

  it('is part of the transaction that it is made in', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    const lines = [{ itemId: id, quantity: 1 }];
    const failing = bed.services.db.transaction(async (tx) => {
      await reserveStock(tx, { reference: order, lines, expiresAt: inTenMinutes });
      throw new Error('the rest failed');
    });
    await expect(failing).rejects.toThrow('the rest failed');
    expect(await stockOf(bed, id)).toMatchObject({ reserved: 0 });
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 31])('is refused for %d pieces', async (quantity) => {
    await expect(reserve(bed, anOrder(), { [newId('product')]: quantity })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });

  it('is refused when it would be over at once', async () => {
    const past = reserve(bed, anOrder(), { [await aProduct(bed)]: 1 }, new Date(wednesdayNoon));
    await expect(past).rejects.toMatchObject({ inputPath: ['expiresAt'] });
  });
});

describe('a reservation that is committed', () => {
  it('is sold: released and handed over in one, once', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    await reserve(bed, order, { [id]: 4 });
    await Promise.all([commit(order), commit(order), commit(order)]);
    await commit(order);
    expect(await stockOf(bed, id)).toMatchObject({ onHand: 6, reserved: 0, available: 6 });
    expect((await movementsOf(bed, id)).slice(-2)).toEqual([
      { kind: 'RELEASE', delta: 4, balanceAfter: 10, reference: order },
      { kind: 'SALE', delta: -4, balanceAfter: 6, reference: order },
    ]);
    await expectHistoryAddsUp(bed, id);
  });

  it('is refused once its time is over, though nobody has cleared it away', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    await reserve(bed, order, { [id]: 4 });
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await expect(commit(order)).rejects.toMatchObject({ code: 'RESERVATION_EXPIRED' });
    expect(await stockOf(bed, id)).toMatchObject({ onHand: 10 });
  });

  it('is refused where nothing was reserved', async () => {
    await expect(commit(anOrder())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is taken back when it is released', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    await reserve(bed, order, { [id]: 4 });
    await commit(order);
    await Promise.all([release(order), release(order)]);
    expect(await stockOf(bed, id)).toMatchObject({ onHand: 10, available: 10 });
    expect((await movementsOf(bed, id)).at(-1)).toMatchObject({ kind: 'RETURN', delta: 4 });
    await expect(commit(order)).rejects.toMatchObject({ code: 'RESERVATION_EXPIRED' });
    await expectHistoryAddsUp(bed, id);
  });
});

describe('a reservation that is released', () => {
  it('gives its pieces back, once', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    await reserve(bed, order, { [id]: 4 });
    await Promise.all([release(order), release(order)]);
    await release(order);
    expect(await stockOf(bed, id)).toMatchObject({ onHand: 10, reserved: 0 });
    expect((await movementsOf(bed, id)).filter(({ kind }) => kind === 'RELEASE')).toHaveLength(1);
    await expect(reserve(bed, order, { [id]: 4 })).rejects.toMatchObject({ code: 'RESERVATION_EXPIRED' });
  });

  it('before it was made is refused when it comes', async () => {
    const [id, order] = [await aProduct(bed), anOrder()];
    await Promise.all([release(order), release(order)]);
    await expect(reserve(bed, order, { [id]: 4 })).rejects.toMatchObject({ code: 'RESERVATION_EXPIRED' });
    expect(await stockOf(bed, id)).toMatchObject({ reserved: 0 });
  });
});

describe('a reservation whose time is over', () => {
  it('is given back by whoever sweeps, once', async () => {
    const [id, later, order] = [await aProduct(bed), anOrder(), anOrder()];
    await reserve(bed, order, { [id]: 4 });
    await reserve(bed, later, { [id]: 1 }, new Date('2030-07-03T12:30:00.000Z'));
    await bed.setNow(elevenPast);
    await Promise.all([releaseDueReservations(bed.db), releaseDueReservations(bed.db)]);
    expect(await stockOf(bed, id)).toMatchObject({ onHand: 10, reserved: 1 });
    expect((await movementsOf(bed, id)).filter(({ kind }) => kind === 'RELEASE')).toHaveLength(1);
    await release(order);
    await expect(commit(order)).rejects.toMatchObject({ code: 'RESERVATION_EXPIRED' });
  });

  it('is in nobody’s way, though nobody has swept', async () => {
    const [id, beside] = [await aProduct(bed), await aProduct(bed)];
    await reserve(bed, anOrder(), { [id]: 10, [beside]: 1 });
    await bed.setNow(elevenPast);
    const inAnHour = new Date('2030-07-03T13:00:00.000Z');
    await reserve(bed, anOrder(), { [id]: 8 }, inAnHour);
    expect(await stockOf(bed, id)).toMatchObject({ reserved: 8, available: 2 });
    expect(await stockOf(bed, beside)).toMatchObject({ reserved: 0 });
    await expectHistoryAddsUp(bed, id);
  });
});
