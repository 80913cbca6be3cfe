import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { sagasRepository } from '../src/saga';
import { aBook, aCoupon, adds, aHold, changed, told } from './support/baskets';
import { inCheckouts } from './support/inCheckouts';
import { aCheckout, aKey, aMethod, home, ordered, orderOf, tillInput, untilOrder } from './support/orders';
import type { OrdersBed } from './support/ordersBed';
import { done, type Participants } from './support/participants';
import { comesToNothing, foodMoved, pays, refunds, updates } from './support/paymentsTold';
import { aClerk, aCustomer } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

/** A book for 16.90 EUR that is paid. */
async function aPaidBook(buyer: Viewer) {
  const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
  const input = { items, shippingAddress: home, paymentMethodId: aMethod(), idempotencyKey: aKey() };
  const { id } = await ordered(bed, buyer, 'orderCreate', input);
  await untilOrder(bed, buyer, id, 'CONFIRMED');
  return { id, paymentId: paymentIdOf(id) };
}

function paymentIdOf(orderId: string): string {
  const [capture] = others.requests(orderId, 'CAPTURE_PAYMENT');
  if (capture?.step.name !== 'CAPTURE_PAYMENT') throw new Error('nobody was asked to take the money');
  return capture.step.paymentId;
}

const sets = (orderId: string, status: string) => ordered(bed, aClerk(), 'orderStatusSet', { orderId, status });

/** All of its 54.40 EUR goes back, as staff would have it. */
const givesAllBack = (orderId: string, customer: Viewer) =>
  refunds(bed, orderId, customer, { paymentId: paymentIdOf(orderId), refundedMinor: 5440 });

/** What was asked to be undone. */
const undone = (orderId: string) =>
  others
    .asked(orderId)
    .filter((asked) => asked.startsWith('UNDO'))
    .toSorted();

const untilConfirmed = (subjectId: string) =>
  eventually(async () => {
    const [saga] = await sagasRepository(bed.db.manager).ofSubjects([subjectId]);
    expect(saga?.state).toBe('COMPLETED');
  }, 20_000);

/** Two seats, a pizza and a book, which are paid. */
async function aPaidBasket(buyer: Viewer, given: Record<string, unknown> = {}) {
  const { order } = await aCheckout(bed, buyer, given);
  const { id, lines } = await untilOrder(bed, buyer, order.id, 'CONFIRMED');
  return { id, bookingId: lines[0]?.booking?.id ?? '', foodOrderId: lines[1]?.foodOrder?.id ?? '' };
}

describe('an order of which everything is given back', () => {
  it('is called off as by its customer, and nothing is given back once more', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await givesAllBack(id, ann);
    const { timeline } = await untilOrder(bed, ann, id, 'REFUNDED');
    expect(timeline.at(-1)).toMatchObject({ status: 'REFUNDED', actor: 'SYSTEM' });
    await eventually(async () => expect((await orderOf(bed, ann, id))?.saga.state).toBe('COMPENSATED'));
    expect(undone(id)).toEqual(
      expect.arrayContaining(['UNDO CONFIRM_KITCHEN', 'UNDO CONFIRM_SEATS', 'UNDO CONFIRM_STOCK']),
    );
    expect(others.requests(id, 'REFUND_PAYMENT')).toEqual([]);
    expect((await orderOf(bed, ann, id))?.status).toBe('REFUNDED');
  });

  it('gives back the use of its coupons', async () => {
    const ann = aCustomer();
    const code = await aCoupon(bed, { customer_limit: 1 });
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    await changed(bed, ann, 'couponApply', { code });
    const { id, total } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    await refunds(bed, id, ann, { paymentId: paymentIdOf(id), refundedMinor: total.minor });
    await untilOrder(bed, ann, id, 'REFUNDED');
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect((await changed(bed, ann, 'couponApply', { code })).coupons).toMatchObject([{ code }]);
  });

  it('is called off even when orders hears of it before it hears that the money was taken', async () => {
    const ann = aCustomer();
    others.script('CAPTURE_PAYMENT', () => null);
    const { order } = await aCheckout(bed, ann);
    await eventually(() => expect(others.asked(order.id)).toContain('DO CAPTURE_PAYMENT'), 20_000);
    await givesAllBack(order.id, ann);
    await told(bed);
    const [capture] = others.requests(order.id, 'CAPTURE_PAYMENT');
    if (capture === undefined) throw new Error('nobody was asked to take the money');
    await others.answer(capture, done);
    await untilOrder(bed, ann, order.id, 'REFUNDED');
    await eventually(() => expect(undone(order.id)).toContain('UNDO CONFIRM_STOCK'));
  });

  it('keeps what was handed over already, and lets go of the rest', async () => {
    const ann = aCustomer();
    const { id, foodOrderId } = await aPaidBasket(ann);
    await bed.hear(foodMoved(foodOrderId, ann, 'PICKED_UP'));
    await sets(id, 'SHIPPED');
    await givesAllBack(id, ann);
    await untilOrder(bed, ann, id, 'REFUNDED');
    await eventually(() => expect(undone(id)).toEqual(['UNDO CONFIRM_SEATS']));
    await told(bed);
    expect(undone(id)).toEqual(['UNDO CONFIRM_SEATS']);
  });

  it('keeps all that is in it once it was delivered', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await sets(id, 'SHIPPED');
    await sets(id, 'DELIVERED');
    await givesAllBack(id, ann);
    await untilOrder(bed, ann, id, 'REFUNDED');
    await told(bed);
    expect(undone(id)).toEqual([]);
  });

  it('is kept as it is while some of it is paid', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await refunds(bed, id, ann, { paymentId: paymentIdOf(id), refundedMinor: 5439 });
    await untilOrder(bed, ann, id, 'PARTIALLY_REFUNDED');
    await told(bed);
    expect(undone(id)).toEqual([]);
  });
});

describe('an order that is not to be paid any more', () => {
  it('is called off when its payment is, although it was confirmed', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await comesToNothing(bed, id, ann, paymentIdOf(id));
    const { timeline } = await untilOrder(bed, ann, id, 'CANCELLED');
    expect(timeline.at(-1)).toMatchObject({ actor: 'SYSTEM', note: 'It was called off.' });
    await eventually(async () => expect((await orderOf(bed, ann, id))?.saga.state).toBe('COMPENSATED'));
    expect(undone(id)).toEqual(
      expect.arrayContaining(['UNDO CONFIRM_KITCHEN', 'UNDO CONFIRM_SEATS', 'UNDO CONFIRM_STOCK']),
    );
  });

  it('is called off when that was heard while it was being confirmed', async () => {
    const ann = aCustomer();
    others.script('CONFIRM_STOCK', () => null);
    const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
    const { id } = await ordered(bed, ann, 'orderCreate', { items, shippingAddress: home, idempotencyKey: aKey() });
    await untilOrder(bed, ann, id, 'AWAITING_PAYMENT');
    const paymentId = await pays(bed, id, ann, { captureLater: true });
    await eventually(() => expect(others.asked(id)).toContain('DO CONFIRM_STOCK'), 20_000);
    await comesToNothing(bed, id, ann, paymentId);
    await told(bed);
    const [confirm] = others.requests(id, 'CONFIRM_STOCK');
    if (confirm === undefined) throw new Error('nobody was asked to sell the book');
    await others.answer(confirm, done);
    await untilOrder(bed, ann, id, 'CANCELLED');
    await eventually(() => expect(undone(id)).toContain('UNDO CONFIRM_STOCK'));
  });

  it('is called off as far as it is not on its way', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await sets(id, 'SHIPPED');
    await comesToNothing(bed, id, ann, paymentIdOf(id));
    await untilOrder(bed, ann, id, 'CANCELLED');
    await eventually(() => expect(undone(id)).toEqual(['UNDO CONFIRM_KITCHEN', 'UNDO CONFIRM_SEATS']));
  });

  it('is left as it is when it was delivered', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await sets(id, 'SHIPPED');
    await sets(id, 'DELIVERED');
    await comesToNothing(bed, id, ann, paymentIdOf(id));
    await told(bed);
    expect((await orderOf(bed, ann, id))?.status).toBe('DELIVERED');
    expect(undone(id)).toEqual([]);
  });

  it('is left as it is when another payment for it came to nothing before', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    await comesToNothing(bed, id, ann, newId('payment'));
    await told(bed);
    expect((await orderOf(bed, ann, id))?.status).toBe('CONFIRMED');
  });

  it('is told apart from a booking by itself, which is let go of', async () => {
    const ann = aCustomer();
    const bookingId = newId('booking');
    const paymentId = await pays(bed, bookingId, ann, { captureLater: true });
    await untilConfirmed(bookingId);
    await comesToNothing(bed, bookingId, ann, paymentId);
    await eventually(() => expect(undone(bookingId)).toContain('UNDO CONFIRM_SEATS'));
  });

  it('is told apart from a booking by itself, also while that is being confirmed', async () => {
    const ann = aCustomer();
    const bookingId = newId('booking');
    others.script('CONFIRM_SEATS', () => null);
    const paymentId = await pays(bed, bookingId, ann, { captureLater: true });
    await eventually(() => expect(others.asked(bookingId)).toContain('DO CONFIRM_SEATS'));
    await comesToNothing(bed, bookingId, ann, paymentId);
    await told(bed);
    const [confirm] = others.requests(bookingId, 'CONFIRM_SEATS');
    if (confirm === undefined) throw new Error('nobody was asked to confirm the seats');
    await others.answer(confirm, done);
    await eventually(() => expect(undone(bookingId)).toContain('UNDO CONFIRM_SEATS'));
  });
});

describe('what of an order is not to be paid any more', () => {
  it('counts like what was given back', async () => {
    const ann = aCustomer();
    const { id } = await aPaidBasket(ann);
    const paymentId = paymentIdOf(id);
    await updates(bed, id, ann, { paymentId, waivedMinor: 1150, authorisedMinor: 4290, version: 4 });
    await untilOrder(bed, ann, id, 'PARTIALLY_REFUNDED');
    await refunds(bed, id, ann, { paymentId, waivedMinor: 1150, capturedMinor: 4290, refundedMinor: 4290, version: 6 });
    await untilOrder(bed, ann, id, 'REFUNDED');
    await eventually(() => expect(undone(id)).toContain('UNDO CONFIRM_SEATS'));
  });
});

describe('money that goes back of an order that was delivered', () => {
  it.each([
    ['a part of it', 500, 'PARTIALLY_REFUNDED'],
    ['all of it', 1690, 'REFUNDED'],
  ])('leaves it delivered, for %s', async (_what, refundedMinor, status) => {
    const ann = aCustomer();
    const { id, paymentId } = await aPaidBook(ann);
    await sets(id, 'SHIPPED');
    await sets(id, 'DELIVERED');
    await refunds(bed, id, ann, { paymentId, capturedMinor: 1690, refundedMinor });
    const { timeline, shipments } = await untilOrder(bed, ann, id, status);
    expect(timeline.map((entry) => entry.status).slice(-2)).toEqual(['DELIVERED', status]);
    expect(shipments).toMatchObject([{ deliveredAt: '2030-07-03T12:00:00.000Z' }]);
    expect((await orderOf(bed, aClerk(), id))?.allowedTransitions).toEqual([]);
  });

  it('leaves nothing to call off of what is not sent, either', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { seatHoldId: await aHold(bed, ann) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    await sets(id, 'DELIVERED');
    await refunds(bed, id, ann, { paymentId: paymentIdOf(id), capturedMinor: 2600, refundedMinor: 100 });
    expect(await untilOrder(bed, ann, id, 'PARTIALLY_REFUNDED')).toMatchObject({ allowedTransitions: [] });
  });
});
