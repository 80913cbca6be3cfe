import type { Viewer } from '@marquee/shared/auth';
import { bookingCancelledV1, eventOf, foodOrderPlacedV1, paymentProcessedV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { sagasRepository } from '../src/saga';
import { expireUnpaidOrders } from '../src/services/orders/expireUnpaidOrders';
import { aBook, changed, told } from './support/baskets';
import { eur, usd } from './support/facts';
import { inCheckouts } from './support/inCheckouts';
import { aCheckout, aKey, aMethod, home, ordered, orderOf, untilOrder } from './support/orders';
import type { OrdersBed } from './support/ordersBed';
import { type Participants, refused } from './support/participants';
import { foodMoved, paymentOf, pays, refunds } from './support/paymentsTold';
import { aCustomer, someone } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

async function anUnpaidOrder(buyer: Viewer) {
  const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
  const input = { items, shippingAddress: home, idempotencyKey: aKey() };
  const { id } = await ordered(bed, buyer, 'orderCreate', input);
  return untilOrder(bed, buyer, id, 'AWAITING_PAYMENT');
}

const sagasOf = (subjectId: string) => sagasRepository(bed.db.manager).ofSubjects([subjectId]);
const untilSaga = (subjectId: string, state: string) =>
  eventually(async () => expect((await sagasOf(subjectId))[0]?.state).toBe(state), 20_000);

const lastEvent = async (id: string) => {
  const [row]: { data: Record<string, unknown> }[] = await bed.db.query(
    `select envelope->'data' as data from outbox where aggregate_id = $1 and type like 'order.%' order by id desc limit 1`,
    [id],
  );
  return row?.data;
};

describe('an order that is paid later', () => {
  it('waits for its payment with everything reserved, and says so', async () => {
    const { id, timeline } = await anUnpaidOrder(aCustomer());
    expect(timeline.map(({ status }) => status)).toEqual(['PENDING', 'AWAITING_PAYMENT']);
    expect(others.asked(id)).toEqual(['DO RESERVE_STOCK']);
    expect(await lastEvent(id)).toMatchObject({ status: 'AWAITING_PAYMENT', isPayable: true, total: eur(1690) });
  });

  it('is confirmed and its money taken once its customer has paid', async () => {
    const ann = aCustomer();
    const { id, saga } = await anUnpaidOrder(ann);
    const paymentId = await pays(bed, id, ann);
    const confirmed = await untilOrder(bed, ann, id, 'CONFIRMED');
    expect(others.asked(id)).toEqual(['DO RESERVE_STOCK', 'DO CONFIRM_STOCK', 'DO CAPTURE_PAYMENT']);
    expect(others.requests(id, 'CAPTURE_PAYMENT')[0]?.step).toEqual({ name: 'CAPTURE_PAYMENT', paymentId });
    expect(confirmed.saga.id).not.toBe(saga.id);
    expect(await lastEvent(id)).toMatchObject({ isPayable: false });
  });

  it('is left to be captured when somebody says so', async () => {
    const ann = aCustomer();
    const { id } = await anUnpaidOrder(ann);
    await pays(bed, id, ann, { captureLater: true });
    await untilOrder(bed, ann, id, 'CONFIRMED');
    expect(others.asked(id)).not.toContain('DO CAPTURE_PAYMENT');
  });

  it('fails and gives everything back when it cannot be confirmed', async () => {
    const ann = aCustomer();
    const { id } = await anUnpaidOrder(ann);
    others.script('CONFIRM_STOCK', () => refused('RESERVATION_EXPIRED', 'It went back on the shelf.'));
    await pays(bed, id, ann);
    await untilOrder(bed, ann, id, 'FAILED');
    expect(others.asked(id)).toEqual(expect.arrayContaining(['UNDO AUTHORISE_PAYMENT', 'UNDO RESERVE_STOCK']));
  });

  it('is called off when it was not paid in time, and a payment that comes then is let go of', async () => {
    const ann = aCustomer();
    const { id } = await anUnpaidOrder(ann);
    bed.clock.set('2030-07-03T12:29:59.999Z');
    await expireUnpaidOrders(bed);
    expect((await orderOf(bed, ann, id))?.status).toBe('AWAITING_PAYMENT');
    bed.clock.set('2030-07-03T12:30:00.000Z');
    await Promise.all([expireUnpaidOrders(bed), expireUnpaidOrders(bed)]);
    const cancelled = await orderOf(bed, ann, id);
    expect(cancelled?.timeline.at(-1)).toMatchObject({
      status: 'CANCELLED',
      actor: 'SYSTEM',
      note: 'It was not paid in time.',
    });
    await untilSaga(id, 'COMPENSATED');
    expect(others.asked(id)).toEqual(['DO RESERVE_STOCK', 'UNDO RESERVE_STOCK']);

    await pays(bed, id, ann);
    await eventually(() => expect(others.asked(id)).toContain('UNDO AUTHORISE_PAYMENT'));
    expect((await orderOf(bed, ann, id))?.status).toBe('CANCELLED');
    expect(others.asked(id)).not.toContain('DO CONFIRM_STOCK');
  });

  it('is called off by its customer with what was paid', async () => {
    const ann = aCustomer();
    const { id } = await anUnpaidOrder(ann);
    await pays(bed, id, ann);
    await untilOrder(bed, ann, id, 'CONFIRMED');
    await ordered(bed, ann, 'orderCancel', { orderId: id, idempotencyKey: aKey() });
    await untilSaga(id, 'COMPENSATED');
    expect(others.asked(id)).toEqual(
      expect.arrayContaining(['UNDO CAPTURE_PAYMENT', 'UNDO CONFIRM_STOCK', 'UNDO RESERVE_STOCK']),
    );
  });
});

describe('what is made by itself', () => {
  it('is a booking that is confirmed once it is paid', async () => {
    const ann = aCustomer();
    const bookingId = newId('booking');
    await pays(bed, bookingId, ann);
    await untilSaga(bookingId, 'COMPLETED');
    expect(others.asked(bookingId)).toEqual(['DO CONFIRM_SEATS', 'DO CAPTURE_PAYMENT']);
    expect(others.requests(bookingId, 'CONFIRM_SEATS')[0]?.step).toMatchObject({ bookingId, paid: eur(1690) });
  });

  it('is a booking whose payment is let go of when it cannot be confirmed', async () => {
    const ann = aCustomer();
    const bookingId = newId('booking');
    others.script('CONFIRM_SEATS', () => refused('HOLD_EXPIRED', 'The seats are gone.'));
    await pays(bed, bookingId, ann);
    await untilSaga(bookingId, 'COMPENSATED');
    expect(others.asked(bookingId)).toEqual(['DO CONFIRM_SEATS', 'UNDO AUTHORISE_PAYMENT']);
  });

  it('is a booking that was paid and is called off: all of it goes back', async () => {
    const ann = aCustomer();
    const bookingId = newId('booking');
    await pays(bed, bookingId, ann);
    await untilSaga(bookingId, 'COMPLETED');
    await bed.hear(bookingCalledOff(bookingId, ann));
    await untilSaga(bookingId, 'COMPENSATED');
    expect(others.asked(bookingId)).toEqual(
      expect.arrayContaining(['UNDO CAPTURE_PAYMENT', 'UNDO CONFIRM_SEATS', 'UNDO AUTHORISE_PAYMENT']),
    );
  });

  it('is a food order with a payment method: the kitchen sees it once it is paid', async () => {
    const ann = aCustomer();
    const id = newId('foodOrder');
    const paymentMethodId = aMethod();
    await bed.hear(foodPlaced(id, ann, { paymentMethodId }));
    await untilSaga(id, 'COMPLETED');
    expect(others.asked(id)).toEqual(['DO AUTHORISE_PAYMENT', 'DO CONFIRM_KITCHEN', 'DO CAPTURE_PAYMENT']);
    expect(others.requests(id, 'AUTHORISE_PAYMENT')[0]?.step).toMatchObject({
      subjectId: id,
      paymentMethodId,
      amount: eur(1400),
    });
  });

  it('is a food order that is let go of when its payment is declined', async () => {
    const ann = aCustomer();
    const id = newId('foodOrder');
    others.script('AUTHORISE_PAYMENT', () => refused('PAYMENT_DECLINED', 'The card was declined.'));
    await bed.hear(foodPlaced(id, ann, { paymentMethodId: aMethod() }));
    await untilSaga(id, 'COMPENSATED');
    expect(others.asked(id)).toEqual(['DO AUTHORISE_PAYMENT', 'UNDO RESERVE_KITCHEN']);
    expect(others.requests(id, 'RESERVE_KITCHEN', 'UNDO')[0]?.step).toMatchObject({ foodOrderId: id });
  });

  it('is nothing to pay here when it is paid on delivery, or is a part of an order', async () => {
    const ann = aCustomer();
    const [onDelivery, ofOrder] = [newId('foodOrder'), newId('foodOrder')];
    await bed.hear(foodPlaced(onDelivery, ann, {}));
    await bed.hear(foodPlaced(ofOrder, ann, { paymentMethodId: aMethod(), isOfOrder: true }));
    await told(bed);
    expect(await sagasOf(onDelivery)).toEqual([]);
    expect(await sagasOf(ofOrder)).toEqual([]);
  });
});

describe('a part of an order that is called off by itself', () => {
  it('is seats, whose price goes back once', async () => {
    const ann = aCustomer();
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    const bookingId = order.lines[0]?.booking?.id ?? '';
    await bed.hear(bookingCalledOff(bookingId, ann), bookingCalledOff(bookingId, ann));
    await untilSaga(order.id, 'COMPLETED');
    await told(bed);
    const asked = others.requests(order.id, 'REFUND_PAYMENT');
    expect(asked.map(({ step }) => step)).toMatchObject([{ amount: eur(2600), reference: bookingId }]);
    const capture = others.requests(order.id, 'CAPTURE_PAYMENT')[0]?.step;
    if (capture?.name !== 'CAPTURE_PAYMENT') throw new Error('nobody was asked to take the money');
    const { paymentId } = capture;
    await refunds(bed, order.id, ann, { paymentId, refundedMinor: 2600, version: 5 });
    await untilOrder(bed, ann, order.id, 'PARTIALLY_REFUNDED');
    await refunds(bed, order.id, ann, { paymentId, refundedMinor: 5440, version: 6 });
    await untilOrder(bed, ann, order.id, 'REFUNDED');
  });

  it('is dishes that the kitchen will not make', async () => {
    const ann = aCustomer();
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    const id = order.lines[1]?.foodOrder?.id ?? '';
    await bed.hear(foodMoved(id, ann, 'REJECTED'));
    await eventually(() => expect(others.requests(order.id, 'REFUND_PAYMENT')).toHaveLength(1));
    expect(others.requests(order.id, 'REFUND_PAYMENT')[0]?.step).toMatchObject({ amount: eur(1150), reference: id });
  });

  it.each([
    ['seats', 'CONFIRM_SEATS', 2600],
    ['dishes', 'CONFIRM_KITCHEN', 1150],
  ] as const)('is %s while their customer confirms the payment: the rest goes on', async (what, step, minor) => {
    const ann = aCustomer();
    others.script('AUTHORISE_PAYMENT', () => ({ kind: 'WAITING', until: '2099-01-01T00:00:00.000Z' }));
    others.script(step, () => refused('INVALID_TRANSITION', 'What is CANCELLED cannot become CONFIRMED.'));
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'AWAITING_PAYMENT');
    const bookingId = order.lines[0]?.booking?.id ?? '';
    const foodOrderId = order.lines[1]?.foodOrder?.id ?? '';
    await bed.hear(what === 'seats' ? bookingCalledOff(bookingId, ann) : foodMoved(foodOrderId, ann, 'CANCELLED'));
    await told(bed);
    const [request] = others.requests(order.id, 'AUTHORISE_PAYMENT');
    if (request === undefined) throw new Error('nobody was asked for the payment');
    await others.answer(request, { kind: 'DONE' });
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    expect(others.asked(order.id)).not.toContain(`DO ${step}`);
    await eventually(() => expect(others.requests(order.id, 'REFUND_PAYMENT')).toHaveLength(1));
    expect(others.requests(order.id, 'REFUND_PAYMENT')[0]?.step).toMatchObject({ amount: eur(minor) });
  });

  it('may be called off while it is being confirmed, which its owner then refuses', async () => {
    const ann = aCustomer();
    others.script('CONFIRM_KITCHEN', () => null);
    const { order } = await aCheckout(bed, ann);
    await eventually(() => expect(others.asked(order.id)).toContain('DO CONFIRM_KITCHEN'), 20_000);
    await bed.hear(foodMoved(order.lines[1]?.foodOrder?.id ?? '', ann, 'CANCELLED'));
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    const [request] = others.requests(order.id, 'CONFIRM_KITCHEN');
    if (request === undefined) throw new Error('the kitchen was not asked');
    await others.answer(request, refused('INVALID_TRANSITION', 'A food order that is CANCELLED cannot become PLACED.'));
    await told(bed);
    expect((await orderOf(bed, ann, order.id))?.status).toBe('CONFIRMED');
  });

  it('is given back only when the money was taken, when it comes before', async () => {
    const ann = aCustomer();
    others.script('CAPTURE_PAYMENT', () => null);
    const { order } = await aCheckout(bed, ann);
    await eventually(() => expect(others.asked(order.id)).toContain('DO CAPTURE_PAYMENT'), 20_000);
    await bed.hear(bookingCalledOff(order.lines[0]?.booking?.id ?? '', ann));
    await told(bed);
    expect(others.requests(order.id, 'REFUND_PAYMENT')).toEqual([]);
    const [capture] = others.requests(order.id, 'CAPTURE_PAYMENT');
    if (capture === undefined) throw new Error('nobody was asked to take the money');
    await others.answer(capture, { kind: 'DONE' });
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    await eventually(() => expect(others.requests(order.id, 'REFUND_PAYMENT')).toHaveLength(1));
  });

  it('may have been given back already when orders hears that the money was taken', async () => {
    const ann = aCustomer();
    others.script('CAPTURE_PAYMENT', () => null);
    const { order } = await aCheckout(bed, ann);
    await eventually(() => expect(others.asked(order.id)).toContain('DO CAPTURE_PAYMENT'), 20_000);
    const [capture] = others.requests(order.id, 'CAPTURE_PAYMENT');
    if (capture?.step.name !== 'CAPTURE_PAYMENT') throw new Error('nobody was asked to take the money');
    await refunds(bed, order.id, ann, { paymentId: capture.step.paymentId, refundedMinor: 2600, version: 5 });
    await told(bed);
    await others.answer(capture, { kind: 'DONE' });
    await untilOrder(bed, ann, order.id, 'PARTIALLY_REFUNDED');
  });

  it('is nothing to give back in an order that failed or was called off as a whole', async () => {
    const ann = aCustomer();
    others.script('AUTHORISE_PAYMENT', () => refused('PAYMENT_DECLINED', 'The card was declined.'));
    const { order: failed } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, failed.id, 'FAILED');
    others.reset();
    await changed(bed, ann, 'cartClear');
    const { order: cancelled } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, cancelled.id, 'CONFIRMED');
    await ordered(bed, ann, 'orderCancel', { orderId: cancelled.id, idempotencyKey: aKey() });
    for (const { id, lines } of [failed, cancelled]) {
      await bed.hear(bookingCalledOff(lines[0]?.booking?.id ?? '', ann));
      await told(bed);
      expect(others.requests(id, 'REFUND_PAYMENT')).toEqual([]);
    }
  });
});

describe('what somebody has spent', () => {
  it('is what was taken less what went back, one amount a currency, for those who read any order', async () => {
    const ann = aCustomer();
    const processed = async (given: Parameters<typeof paymentOf>[2]) => {
      const data = paymentOf(newId('booking'), ann, { status: 'COMPLETED', ...given });
      await bed.hear(eventOf(paymentProcessedV1, { aggregateId: data.paymentId, data }));
    };
    await processed({ capturedMinor: 1690 });
    await processed({ capturedMinor: 2600, refundedMinor: 600 });
    await processed({ amount: usd(900), capturedMinor: 900 });
    await told(bed);
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { lifetimeSpend { minor currency } } } }';
    const r = [{ __typename: 'User', id: ann.userId }];
    const { data } = await bed.ask<{ _entities: unknown[] }>(someone('orders:read:any'), query, { r });
    expect(data._entities).toEqual([{ lifetimeSpend: [eur(3690), usd(900)] }]);
    const own = await bed.ask<{ _entities: unknown[] }>(ann, query, { r });
    expect(own.data._entities).toEqual([{ lifetimeSpend: null }]);
    expect(own.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

function bookingCalledOff(bookingId: string, customer: Viewer) {
  const data = {
    bookingId,
    number: 'B-2222-2222',
    customerId: customer.userId,
    showingId: newId('showing'),
    showing: { movieTitle: 'The Tide Clock', theaterName: 'Lighthouse', startsAt: '2030-07-05T20:00:00.000Z' },
    status: 'CANCELLED' as const,
    previousStatus: 'CONFIRMED' as const,
    seatIds: [],
    total: eur(2600),
    version: 3,
  };
  return eventOf(bookingCancelledV1, { aggregateId: bookingId, data });
}

function foodPlaced(orderId: string, customer: Viewer, given: Record<string, unknown>) {
  const data = {
    orderId,
    number: 'F-2222-2222',
    customerId: customer.userId,
    restaurantId: newId('restaurant'),
    status: 'PLACED' as const,
    total: eur(1400),
    paymentMethodId: null,
    isOfOrder: false,
    estimatedReadyAt: null,
    version: 1,
    ...given,
  };
  return eventOf(foodOrderPlacedV1, { aggregateId: orderId, data });
}
