import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { allTold, endStream, takeEvents } from '@marquee/shared/testing';
import { cancelUnpaidOrders } from '../src/services/cancelUnpaidOrders';
import {
  aKitchen,
  anOrder,
  anOrderInput,
  cancel,
  employ,
  eur,
  type Kitchen,
  place,
  setStatus,
  toldOf,
} from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
const ann = aCustomer();
const cook = aCook();
const admin = anAdmin();

beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed);
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
});
beforeEach(() => bed.setNow(wednesdayLunch));
afterAll(() => bed.close());

const byCard = () => ({ paymentMethodId: newId('paymentMethod') });
const statusOf = async (viewer: Viewer, id: string) => {
  const query =
    'query ($id: ID!) { foodOrder(id: $id) { status estimatedReadyAt estimatedDeliveryAt timeline { status note } } }';
  return (await bed.ask<{ foodOrder: Record<string, unknown> | null }>(viewer, query, { id })).data.foodOrder;
};
const listOf = async (viewer: Viewer) => {
  const query = '{ foodOrders(first: 100) { nodes { id } } }';
  const { data } = await bed.ask<{ foodOrders: { nodes: { id: string }[] } }>(viewer, query);
  return data.foodOrders.nodes.map(({ id }) => id);
};

describe('an order with a payment method', () => {
  it('waits for its payment, with no estimate, and tells what pays for it', async () => {
    const given = byCard();
    const { id, status } = await anOrder(bed, ann, kitchen, given);
    expect(status).toBe('AWAITING_PAYMENT');
    expect(await statusOf(ann, id)).toEqual({
      status: 'AWAITING_PAYMENT',
      estimatedReadyAt: null,
      estimatedDeliveryAt: null,
      timeline: [{ status: 'AWAITING_PAYMENT', note: null }],
    });
    expect(await toldOf(bed, id)).toMatchObject([
      {
        type: 'food_order.placed',
        data: { status: 'AWAITING_PAYMENT', ...given, isOfOrder: false, total: eur(1749), estimatedReadyAt: null },
      },
    ]);
  });

  it('is not there for the kitchen, by no way, also once it has come to nothing', async () => {
    const { id, number } = await anOrder(bed, ann, kitchen, byCard());
    const expectUnseen = async () => {
      expect(await statusOf(cook, id)).toBeNull();
      const byNumber = await bed.ask(cook, 'query ($n: String!) { foodOrder(number: $n) { id } }', { n: number });
      expect(byNumber.data).toEqual({ foodOrder: null });
      expect(await listOf(cook)).not.toContain(id);
      const { payload } = await setStatus(bed, cook, id, 'ACCEPTED');
      expect(payload).toMatchObject({ order: null, errors: [{ code: 'NOT_FOUND' }] });
      expect(await listOf(ann)).toContain(id);
      expect(await listOf(admin)).toContain(id);
    };
    await expectUnseen();
    expect((await cancel(bed, ann, id)).payload?.order?.status).toBe('CANCELLED');
    await expectUnseen();
  });

  it('cannot be accepted before it is paid, not even by who reads any and works there', async () => {
    const both = { ...cook, scopes: ['food:kitchen', 'food:read:any'] };
    const { id } = await anOrder(bed, ann, kitchen, byCard());
    const { payload } = await setStatus(bed, both, id, 'ACCEPTED');
    expect(payload?.errors).toMatchObject([
      { code: 'INVALID_TRANSITION', from: 'AWAITING_PAYMENT', to: 'ACCEPTED', allowed: [] },
    ]);
  });

  it('is no news in the kitchen, nor that it was called off, and is in no count of it', async () => {
    await allTold(bed);
    const query = 'subscription ($id: ID!) { kitchenQueue(restaurantId: $id) { order { id status } openOrders } }';
    const stream = await bed.watch(cook, query, { id: kitchen.restaurantId });
    const unpaid = await anOrder(bed, ann, kitchen, byCard());
    await cancel(bed, ann, unpaid.id);
    const { id } = await anOrder(bed, ann, kitchen);
    const [event] = await takeEvents<{ order: { id: string }; openOrders: number }>(stream, 1);
    await endStream(stream);
    expect(event).toEqual({ order: { id, status: 'PLACED' }, openOrders: 1 });
    await cancel(bed, ann, id);
  });

  it.each(['', 'card', newId('payment'), '\u0000'])(
    'is refused for %j, which can pay for nothing',
    async (paymentMethodId) => {
      const before = await bed.rowCounts();
      const { payload } = await place(bed, ann, anOrderInput(kitchen, { paymentMethodId }));
      expect(payload?.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'paymentMethodId'] }]);
      expect(await bed.rowCounts()).toEqual(before);
    },
  );

  it('is another request than the same without one', async () => {
    const input = anOrderInput(kitchen);
    await place(bed, ann, input);
    const { payload } = await place(bed, ann, { ...input, ...byCard() });
    expect(payload?.errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });
});

describe('an order that is not paid', () => {
  it('is called off when its time is over, once, by whoever sweeps', async () => {
    const { id } = await anOrder(bed, ann, kitchen, byCard());
    const onHandover = await anOrder(bed, ann, kitchen);
    await bed.setNow('2030-07-03T12:14:59.999Z');
    await cancelUnpaidOrders(bed.db);
    expect(await statusOf(ann, id)).toMatchObject({ status: 'AWAITING_PAYMENT' });
    await bed.setNow('2030-07-03T12:15:00.000Z');
    await Promise.all([cancelUnpaidOrders(bed.db), cancelUnpaidOrders(bed.db), cancelUnpaidOrders(bed.db)]);
    expect(await statusOf(ann, id)).toMatchObject({
      status: 'CANCELLED',
      timeline: [{ status: 'AWAITING_PAYMENT' }, { status: 'CANCELLED', note: 'It was not paid in time.' }],
    });
    expect((await toldOf(bed, id)).slice(1)).toEqual([
      {
        type: 'food_order.status.updated',
        data: expect.objectContaining({
          status: 'CANCELLED',
          previousStatus: 'AWAITING_PAYMENT',
          reason: 'It was not paid in time.',
        }),
      },
    ]);
    expect(await statusOf(ann, onHandover.id)).toMatchObject({ status: 'PLACED' });
  });
});
