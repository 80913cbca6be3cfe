import { commitReservation } from '../src/services/reservations/commitReservation';
import { releaseReservation } from '../src/services/reservations/releaseReservation';
import { adjustStock } from '../src/services/stock/adjustStock';
import { aKey, aProduct } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { expectHistoryAddsUp, movementsOf, reserve, stockOf } from './support/stock';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

/** What each promise came to: the code of its refusal, or null. */
async function codesOf(work: readonly Promise<unknown>[]): Promise<(string | null)[]> {
  const done = await Promise.allSettled(work);
  return done.map((one) =>
    one.status === 'fulfilled' ? null : ((one.reason as { code?: string }).code ?? String(one.reason)),
  );
}

describe('five hundred who want the last hundred pieces at the same moment', () => {
  it('are a hundred who have one, and four hundred who are told that there is none', async () => {
    const id = await aProduct(bed, { initialStock: 100 });
    const codes = await codesOf(Array.from({ length: 500 }, (_, nth) => reserve(bed, `buyer-${nth}`, { [id]: 1 })));
    expect(codes.filter((code) => code === null)).toHaveLength(100);
    expect(codes.filter((code) => code === 'INSUFFICIENT_STOCK')).toHaveLength(400);
    expect(await stockOf(bed, id)).toMatchObject({ onHand: 100, reserved: 100, available: 0 });
    expect(await movementsOf(bed, id)).toHaveLength(101);
    await expectHistoryAddsUp(bed, id);
  });
});

describe('reserving, buying, giving back and counting at the same moment', () => {
  it('leave a history that adds up, and never less than nothing', async () => {
    const id = await aProduct(bed, { initialStock: 100 });
    const db = bed.services.db.manager;
    const buyers = Array.from({ length: 250 }, async (_, nth) => {
      const reference = `mixed-${nth}`;
      await reserve(bed, reference, { [id]: 1 + (nth % 3) });
      if (nth % 3 === 0) await commitReservation(db, reference);
      if (nth % 3 === 1) await releaseReservation(db, reference);
    });
    const counts = Array.from({ length: 60 }, (_, nth) =>
      adjustStock(bed.services, {
        userId: 'usr_storekeeper',
        itemId: id,
        delta: nth % 2 === 0 ? -2 : 2,
        reason: 'Counted',
        idempotencyKey: aKey(),
      }),
    );
    const codes = await codesOf([...buyers, ...counts]);
    expect(codes.filter((code) => code !== null && code !== 'INSUFFICIENT_STOCK')).toEqual([]);
    await expectHistoryAddsUp(bed, id);
    const movements = await movementsOf(bed, id);
    const total = (...kinds: string[]) =>
      movements.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { delta }) => sum + delta, 0);
    const { onHand, reserved, available } = await stockOf(bed, id);
    expect(onHand).toBe(100 + total('ADJUSTMENT', 'SALE'));
    expect(reserved).toBe(-total('RESERVATION', 'RELEASE'));
    expect(available).toBeGreaterThanOrEqual(0);
    expect(total('SALE')).toBeLessThan(0);
  });
});

describe('orders whose items overlap in every order', () => {
  it('never wait for each other in a circle', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => aProduct(bed, { initialStock: 30 })));
    const orders = Array.from({ length: 120 }, (_, nth) => {
      const wanted = [0, 2, 5].map((step) => ids[(nth + step) % ids.length] ?? '');
      const lines = nth % 2 === 0 ? wanted : wanted.toReversed();
      return reserve(bed, `circle-${nth}`, Object.fromEntries(lines.map((itemId) => [itemId, 1])));
    });
    const codes = await codesOf(orders);
    const got = codes.filter((code) => code === null).length;
    expect(codes.filter((code) => code !== null && code !== 'INSUFFICIENT_STOCK')).toEqual([]);
    const reserved = await Promise.all(ids.map(async (id) => (await stockOf(bed, id)).reserved));
    expect(reserved.reduce((sum, count) => sum + count, 0)).toBe(got * 3);
  });
});
