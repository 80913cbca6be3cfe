import { allTold, askToTellAgain, endStream, takeEvents } from '@marquee/shared/testing';
import { aBook } from './support/baskets';
import { eur } from './support/facts';
import { aKey, aMethod, home, ordered, untilOrder } from './support/orders';
import { anOrdersBed, type OrdersBed } from './support/ordersBed';
import { type Participants, participants } from './support/participants';
import { aCustomer } from './support/people';

let bed: OrdersBed;
let others: Participants;
beforeAll(async () => {
  bed = await anOrdersBed();
  others = await participants(bed);
});
afterAll(async () => {
  await others.stop();
  await bed.close();
});

/** An order of a book and a lamp that is paid. */
async function aPaidOrder(buyer = aCustomer()) {
  const [book, lamp] = [await aBook(bed), await aBook(bed, { kind: 'PRODUCT', title: 'Lamp', price: eur(2500) })];
  const items = [
    { catalogItemId: book, quantity: 2 },
    { catalogItemId: lamp, quantity: 1 },
  ];
  const input = { items, shippingAddress: home, paymentMethodId: aMethod(), idempotencyKey: aKey() };
  const { id } = await ordered(bed, buyer, 'orderCreate', input);
  return untilOrder(bed, buyer, id, 'CONFIRMED');
}

const told = async (id: string): Promise<{ type: string; data: Record<string, unknown> }[]> =>
  bed.db.query(
    `select type, envelope->'data' as data from outbox where aggregate_id = $1 and type like 'order.%' order by id`,
    [id],
  );

describe('when a search asks for orders', () => {
  it('tells each as it is now, with what was ordered', async () => {
    const { id } = await aPaidOrder();
    const before = await told(id);
    await askToTellAgain(bed, 'ORDER', 'BOOKING');
    const state = { ...before.at(-1)?.data, previousStatus: undefined };
    expect((await told(id)).slice(before.length)).toEqual([
      { type: 'order.updated', data: { ...state, titles: ['The Salt Almanac', 'Lamp'], isToldAgain: true } },
    ]);
    expect(before[0]).toMatchObject({ type: 'order.created', data: { titles: ['The Salt Almanac', 'Lamp'] } });
    await askToTellAgain(bed, 'BOOKING');
    expect(await told(id)).toHaveLength(before.length + 1);
  });

  it('shows nothing to those who wait for changes', async () => {
    const ann = aCustomer();
    const { id } = await aPaidOrder(ann);
    await allTold(bed);
    const query = 'subscription ($id: ID) { orderChanged(orderId: $id) { order { status } } }';
    const streams = [await bed.watch(ann, query), await bed.watch(ann, query, { id })];
    await askToTellAgain(bed, 'ORDER');
    await ordered(bed, ann, 'orderCancel', { orderId: id, idempotencyKey: aKey() });
    for (const stream of streams) {
      expect(await takeEvents(stream, 1)).toEqual([{ order: { status: 'CANCELLED' } }]);
      await endStream(stream);
    }
  });
});
