import type { Viewer } from '@marquee/shared/auth';
import { bookingConfirmedV1, eventOf, foodOrderStatusUpdatedV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { fatesRepository } from '../src/persistence/fatesRepository';
import { aBook, adds, aHold } from './support/baskets';
import { eur, usd } from './support/facts';
import { inCheckouts } from './support/inCheckouts';
import {
  aCheckout,
  aKey,
  aMethod,
  home,
  ordered,
  orderOf,
  orderRefusal,
  orders,
  type ShownOrder,
  tillInput,
  untilOrder,
} from './support/orders';
import { type OrdersBed, wednesdayLunch } from './support/ordersBed';
import { type Participants, refused } from './support/participants';
import { foodMoved } from './support/paymentsTold';
import { aClerk, aCustomer, someone } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

/** An order of one book that is paid. */
async function aPaidOrder(buyer: Viewer, given: Record<string, unknown> = {}): Promise<ShownOrder> {
  const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
  const input = { items, shippingAddress: home, paymentMethodId: aMethod(), idempotencyKey: aKey(), ...given };
  const { id } = await ordered(bed, buyer, 'orderCreate', input);
  return untilOrder(bed, buyer, id, 'CONFIRMED');
}

const cancels = (viewer: Viewer, orderId: string, given: Record<string, unknown> = {}) =>
  ordered(bed, viewer, 'orderCancel', { orderId, idempotencyKey: aKey(), ...given });
const sets = (viewer: Viewer, orderId: string, status: string, given: Record<string, unknown> = {}) =>
  ordered(bed, viewer, 'orderStatusSet', { orderId, status, ...given });

describe('an order of goods in one step', () => {
  it('is priced by the catalog, paid and confirmed', async () => {
    const ann = aCustomer();
    const [book, lamp] = [await aBook(bed), await aBook(bed, { kind: 'PRODUCT', title: 'Lamp', price: eur(2500) })];
    const order = await ordered(bed, ann, 'orderCreate', {
      items: [
        { catalogItemId: book, quantity: 2 },
        { catalogItemId: lamp, quantity: 1 },
        { catalogItemId: book, quantity: 1 },
      ],
      shippingAddress: home,
      paymentMethodId: aMethod(),
      expectedTotal: eur(6100),
      idempotencyKey: aKey(),
    });
    expect(order).toMatchObject({
      lines: [
        { title: 'The Salt Almanac', quantity: 3, lineTotal: eur(3600) },
        { title: 'Lamp', quantity: 1, lineTotal: eur(2500) },
      ],
      shippingTotal: eur(0),
      total: eur(6100),
    });
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
  });

  it('is fetched from the shop without an address, and in the currency that is expected', async () => {
    const items = [{ catalogItemId: await aBook(bed, { prices: [usd(1350)] }), quantity: 1 }];
    const input = { items, paymentMethodId: aMethod(), expectedTotal: usd(1350), idempotencyKey: aKey() };
    expect(await ordered(bed, aCustomer(), 'orderCreate', input)).toMatchObject({
      shippingAddress: null,
      shippingTotal: usd(0),
      total: usd(1350),
    });
  });

  it.each([
    ['nothing', () => [], { code: 'VALIDATION', path: ['input', 'items'] }],
    ['a quantity of 0', (id: string) => [{ catalogItemId: id, quantity: 0 }], { code: 'VALIDATION' }],
    [
      '51 in two goes',
      (id: string) => [26, 25].map((quantity) => ({ catalogItemId: id, quantity })),
      { code: 'VALIDATION' },
    ],
    ['more than there are', (id: string) => [{ catalogItemId: id, quantity: 11 }], { code: 'INSUFFICIENT_STOCK' }],
    ['what is not there', () => [{ catalogItemId: newId('book'), quantity: 1 }], { code: 'NOT_FOUND' }],
    ['no id', () => [{ catalogItemId: '\u0000', quantity: 1 }], { code: 'NOT_FOUND' }],
  ])('is refused for %s', async (_name, items, problem) => {
    const input = { items: items(await aBook(bed)), shippingAddress: home, idempotencyKey: aKey() };
    expect(await orderRefusal(bed, aCustomer(), 'orderCreate', input)).toMatchObject(problem);
  });

  it('is refused for a total that is not that of now, or a currency without a price', async () => {
    const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
    const input = { items, shippingAddress: home, idempotencyKey: aKey() };
    const expecting = (expectedTotal: unknown) =>
      orderRefusal(bed, aCustomer(), 'orderCreate', { ...input, expectedTotal });
    expect(await expecting(eur(1200))).toMatchObject({ code: 'PRICE_CHANGED', actual: eur(1690) });
    expect(await expecting(usd(1200))).toMatchObject({ code: 'CURRENCY_MISMATCH' });
  });
});

describe('calling an order off', () => {
  it('is done at once, and everything in it is undone', async () => {
    const ann = aCustomer();
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    const cancelled = await cancels(ann, order.id, { reason: 'Something came up' });
    expect(cancelled).toMatchObject({ status: 'CANCELLED', allowedTransitions: [] });
    expect(cancelled.timeline.at(-1)).toMatchObject({ actor: 'CUSTOMER', note: 'Something came up' });
    await eventually(async () => expect((await orderOf(bed, ann, order.id))?.saga.state).toBe('COMPENSATED'));
    expect(others.asked(order.id)).toEqual(expect.arrayContaining(['UNDO CAPTURE_PAYMENT', 'UNDO RESERVE_SEATS']));
    expect((await orderOf(bed, ann, order.id))?.status).toBe('CANCELLED');
  });

  it('is done while its checkout still runs', async () => {
    const ann = aCustomer();
    others.script('RESERVE_KITCHEN', () => null);
    const { order } = await aCheckout(bed, ann);
    await eventually(() => expect(others.asked(order.id)).toHaveLength(3));
    expect(await cancels(ann, order.id)).toMatchObject({ status: 'CANCELLED' });
    await eventually(async () => expect((await orderOf(bed, ann, order.id))?.saga.state).toBe('COMPENSATED'));
    expect((await orderOf(bed, ann, order.id))?.status).toBe('CANCELLED');
    expect(others.asked(order.id)).not.toContain('DO AUTHORISE_PAYMENT');
  });

  it('answers a repeat of it with what it was, and happens once', async () => {
    const ann = aCustomer();
    const { id } = await aPaidOrder(ann);
    const input = { orderId: id, idempotencyKey: aKey() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => orders(bed, ann, 'orderCancel', input)));
    expect(answers.filter(({ payload }) => payload?.replayed === false)).toHaveLength(1);
    expect(answers.every(({ payload }) => payload?.order?.status === 'CANCELLED')).toBe(true);
    expect(await orderRefusal(bed, ann, 'orderCancel', { orderId: id, idempotencyKey: aKey() })).toMatchObject({
      __typename: 'InvalidTransitionError',
      path: ['input', 'orderId'],
      from: 'CANCELLED',
      to: 'CANCELLED',
      allowed: [],
    });
  });

  it('is too late once it is shipped', async () => {
    const ann = aCustomer();
    const { id } = await aPaidOrder(ann);
    await sets(aClerk(), id, 'SHIPPED');
    expect(await orderRefusal(bed, ann, 'orderCancel', { orderId: id, idempotencyKey: aKey() })).toMatchObject({
      code: 'INVALID_TRANSITION',
    });
  });

  it('is too late two hours before its film, and when its dish is cooked', async () => {
    const ann = aCustomer();
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    const [bookingId = '', foodOrderId = ''] = [order.lines[0]?.booking?.id, order.lines[1]?.foodOrder?.id];
    const booking = {
      bookingId,
      number: 'B-2222-2222',
      customerId: ann.userId,
      showingId: newId('showing'),
      showing: { movieTitle: 'The Tide Clock', theaterName: 'Lighthouse', startsAt: '2030-07-03T20:00:00.000Z' },
      status: 'CONFIRMED' as const,
      seatIds: [],
      total: eur(2600),
      version: 2,
    };
    await bed.hear(eventOf(bookingConfirmedV1, { aggregateId: bookingId, data: booking }));
    await eventually(async () =>
      expect(await fatesRepository(bed.db.manager).findBooking(bookingId)).toMatchObject({ status: 'CONFIRMED' }),
    );
    const late = () => orderRefusal(bed, ann, 'orderCancel', { orderId: order.id, idempotencyKey: aKey() });
    bed.clock.set('2030-07-03T18:00:00.000Z');
    expect(await late()).toMatchObject({ message: 'The film begins too soon to give the seats back.' });
    bed.clock.set(wednesdayLunch);
    const food = {
      orderId: foodOrderId,
      number: 'F-2222-2222',
      customerId: ann.userId,
      restaurantId: newId('restaurant'),
      status: 'PREPARING' as const,
      previousStatus: 'ACCEPTED' as const,
      estimatedReadyAt: null,
      version: 4,
    };
    await bed.hear(eventOf(foodOrderStatusUpdatedV1, { aggregateId: foodOrderId, data: food }));
    await eventually(async () =>
      expect(await fatesRepository(bed.db.manager).findFoodOrder(foodOrderId)).toMatchObject({ status: 'PREPARING' }),
    );
    expect(await late()).toMatchObject({ code: 'INVALID_TRANSITION', message: 'The kitchen is at it already.' });
  });

  it('is for its customer and the staff; for others there is no such order', async () => {
    const ann = aCustomer();
    const { id } = await aPaidOrder(ann);
    const input = { orderId: id, idempotencyKey: aKey() };
    const foreign = await orderRefusal(bed, aCustomer(), 'orderCancel', input);
    const missingId = newId('order');
    const missing = await orderRefusal(bed, aCustomer(), 'orderCancel', { ...input, orderId: missingId });
    expect({ ...foreign, missingId }).toEqual(missing);
    expect(await orderRefusal(bed, someone('orders:read:any'), 'orderCancel', input)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await cancels(aClerk(), id)).timeline.at(-1)).toMatchObject({ actor: 'STAFF' });
  });
});

describe('the way of an order', () => {
  it('leads over a shipment with its number to the door', async () => {
    const ann = aCustomer();
    const clerk = aClerk();
    const { id, version } = await aPaidOrder(ann);
    expect((await orderOf(bed, clerk, id))?.allowedTransitions).toEqual(['PROCESSING', 'SHIPPED', 'CANCELLED']);
    await sets(clerk, id, 'PROCESSING', { version, note: 'Being packed' });
    bed.clock.set('2030-07-04T09:00:00.000Z');
    const shipped = await sets(clerk, id, 'SHIPPED', { trackingNumber: ' IE123 ' });
    expect(shipped.shipments).toEqual([
      { id: expect.any(String), trackingNumber: 'IE123', shippedAt: '2030-07-04T09:00:00.000Z', deliveredAt: null },
    ]);
    bed.clock.set('2030-07-05T09:00:00.000Z');
    const delivered = await sets(clerk, id, 'DELIVERED');
    expect(delivered.shipments).toMatchObject([{ deliveredAt: '2030-07-05T09:00:00.000Z' }]);
    expect((await orderOf(bed, ann, id))?.timeline.map(({ status, actor }) => [status, actor])).toEqual([
      ['PENDING', 'CUSTOMER'],
      ['CONFIRMED', 'SYSTEM'],
      ['PROCESSING', 'STAFF'],
      ['SHIPPED', 'STAFF'],
      ['DELIVERED', 'STAFF'],
    ]);
  });

  it('has no steps that are not in the table, and none on what somebody else has changed', async () => {
    const clerk = aClerk();
    const { id, version } = await aPaidOrder(aCustomer());
    const refusal = (status: string, given = {}) =>
      orderRefusal(bed, clerk, 'orderStatusSet', { orderId: id, status, ...given });
    expect(await refusal('DELIVERED')).toMatchObject({
      __typename: 'InvalidTransitionError',
      path: ['input', 'status'],
      allowed: ['PROCESSING', 'SHIPPED', 'CANCELLED'],
    });
    for (const status of ['CONFIRMED', 'REFUNDED', 'FAILED', 'PENDING']) {
      expect(await refusal(status)).toMatchObject({ code: 'INVALID_TRANSITION' });
    }
    expect(await refusal('PROCESSING', { version: version - 1 })).toMatchObject({
      __typename: 'VersionConflictError',
      code: 'VERSION_CONFLICT',
      currentVersion: version,
    });
    expect(
      await orderRefusal(bed, clerk, 'orderStatusSet', { orderId: newId('order'), status: 'SHIPPED' }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is for the staff alone', async () => {
    const ann = aCustomer();
    const { id } = await aPaidOrder(ann);
    for (const viewer of [ann, someone('orders:read:any')]) {
      const { payload, faults } = await orders(bed, viewer, 'orderStatusSet', { orderId: id, status: 'SHIPPED' });
      expect(payload).toBeNull();
      expect(faults).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

describe('the history of orders', () => {
  const listQuery = `query ($first: Int, $after: String, $filter: OrderFilter, $orderBy: OrderSort) {
    orders(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount nodes { id number status total { minor } } pageInfo { endCursor hasNextPage }
    }
  }`;
  interface Listed {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly number: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  }
  const list = async (viewer: Viewer, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await bed.ask<{ orders: Listed | null } | null>(viewer, listQuery, variables);
    if (data?.orders == null) throw new Error(JSON.stringify(errors));
    return data.orders;
  };
  const idsOf = async (viewer: Viewer, filter: Record<string, unknown>) =>
    (await list(viewer, { filter })).nodes.map(({ id }) => id);

  it('is one’s own, the newest first, by pages', async () => {
    const ann = aCustomer();
    const made: string[] = [];
    for (let nth = 0; nth < 5; nth += 1) made.unshift((await aPaidOrder(ann)).id);
    await aPaidOrder(aCustomer());
    const first = await list(ann, { first: 3 });
    const second = await list(ann, { first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(made);
    expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([5, true, false]);
  });

  it('is narrowed by status, time, total and words', async () => {
    const ann = aCustomer();
    const items = (title: string, price: number) => ({ title, price: eur(price) });
    const order = async (given: Record<string, unknown>, at: string) => {
      bed.clock.set(at);
      return aPaidOrder(ann, { items: [{ catalogItemId: await aBook(bed, given), quantity: 1 }] });
    };
    const cheap = await order(items('Green lamp', 500), '2030-07-03T13:00:00.000Z');
    const dear = await order(items('Blue chair', 9000), '2030-07-03T14:00:00.000Z');
    await cancels(ann, dear.id);
    expect(await idsOf(ann, { status: ['CANCELLED'] })).toEqual([dear.id]);
    expect(await idsOf(ann, { placedAfter: '2030-07-03T14:00:00.000Z' })).toEqual([dear.id]);
    expect(await idsOf(ann, { placedBefore: '2030-07-03T14:00:00.000Z' })).toEqual([cheap.id]);
    expect(await idsOf(ann, { minTotal: eur(9000) })).toEqual([dear.id]);
    expect(await idsOf(ann, { minTotal: usd(1) })).toEqual([]);
    expect(await idsOf(ann, { query: 'LAMP gre' })).toEqual([cheap.id]);
    expect(await idsOf(ann, { query: dear.number.slice(2) })).toEqual([dear.id]);
    expect(await idsOf(ann, { query: '%' })).toEqual([]);
    const byTotal = await list(ann, { orderBy: { field: 'TOTAL', direction: 'ASC' } });
    expect(byTotal.nodes.map(({ id }) => id)).toEqual([cheap.id, dear.id]);
    const byStatus = await list(ann, { first: 1, orderBy: { field: 'STATUS', direction: 'DESC' } });
    expect(byStatus.nodes.map(({ id }) => id)).toEqual([cheap.id]);
  });

  it('is that of everybody, or of somebody, for those who read any; of nobody else for others', async () => {
    bed.clock.set('2030-07-03T18:00:00.000Z');
    const [ann, bob, clerk] = [aCustomer(), aCustomer(), aClerk()];
    const [hers, his] = [await aPaidOrder(ann), await aPaidOrder(bob)];
    expect(await idsOf(clerk, { userId: ann.userId })).toEqual([hers.id]);
    expect((await list(clerk, { first: 2 })).nodes.map(({ id }) => id)).toEqual([his.id, hers.id]);
    expect(await idsOf(ann, { userId: bob.userId })).toEqual([]);
    expect(await idsOf(ann, { userId: ann.userId })).toEqual([hers.id]);
    expect(await idsOf(clerk, { userId: '\u0000' })).toEqual([]);
  });

  it('refuses a page that cannot be, and the cursor of another list', async () => {
    const ann = aCustomer();
    await aPaidOrder(ann);
    const { pageInfo } = await list(ann);
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { after: 'nonsense' },
      { after: pageInfo.endCursor, orderBy: { field: 'TOTAL' } },
    ]) {
      const { errors } = await bed.ask(ann, listQuery, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});

describe('who sees an order', () => {
  it('is its customer and who reads any, by every way; for others there is none', async () => {
    const ann = aCustomer();
    const { order } = await aCheckout(bed, ann);
    const { id, number, lines, saga } = await untilOrder(bed, ann, order.id, 'CONFIRMED');
    await sets(aClerk(), id, 'SHIPPED');
    const shipmentId = (await orderOf(bed, ann, id))?.shipments[0]?.id;
    const query = `query ($id: ID!, $number: String!, $r: [_Any!]!) {
      byId: order(id: $id) { id } byNumber: order(number: $number) { id }
      _entities(representations: $r) {
        ... on Order { status } ... on Shipment { trackingNumber } ... on CheckoutSaga { state }
        ... on Booking { order { id } } ... on FoodOrder { order { id } }
        ... on User { orders { nodes { id } } }
      }
    }`;
    const variables = {
      id,
      number: number.toLowerCase(),
      r: [
        { __typename: 'Order', id },
        { __typename: 'Order', number },
        { __typename: 'Shipment', id: shipmentId },
        { __typename: 'CheckoutSaga', id: saga.id },
        { __typename: 'Booking', id: lines[0]?.booking?.id },
        { __typename: 'FoodOrder', id: lines[1]?.foodOrder?.id },
        { __typename: 'User', id: ann.userId },
      ],
    };
    const seenBy = async (viewer: Viewer | null) =>
      (await bed.ask<{ _entities: unknown[]; byId: unknown; byNumber: unknown }>(viewer, query, variables)).data;
    const all = {
      byId: { id },
      byNumber: { id },
      _entities: [
        { status: 'SHIPPED' },
        { status: 'SHIPPED' },
        { trackingNumber: null },
        { state: 'COMPLETED' },
        { order: { id } },
        { order: { id } },
        { orders: { nodes: [{ id }] } },
      ],
    };
    expect(await seenBy(ann)).toEqual(all);
    expect(await seenBy(someone('orders:read:any'))).toEqual(all);
    const nothing = {
      byId: null,
      byNumber: null,
      _entities: [null, null, null, null, { order: null }, { order: null }, { orders: null }],
    };
    expect(await seenBy(aCustomer())).toEqual(nothing);
    expect(await seenBy(null)).toEqual(nothing);
  });

  it('says whether the viewer has bought an item', async () => {
    const ann = aCustomer();
    const { bookId, order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on CatalogItem { boughtByMe } } }';
    const r = [bookId, newId('book')].map((id) => ({ __typename: 'CatalogItem', id }));
    const boughtBy = async (viewer: Viewer) =>
      (await bed.ask<{ _entities: unknown }>(viewer, query, { r })).data._entities;
    expect(await boughtBy(ann)).toEqual([{ boughtByMe: true }, { boughtByMe: false }]);
    expect(await boughtBy(aCustomer())).toEqual([{ boughtByMe: false }, { boughtByMe: false }]);
    await cancels(ann, order.id);
    expect(await boughtBy(ann)).toEqual([{ boughtByMe: false }, { boughtByMe: false }]);
  });
});

describe('the sagas behind orders', () => {
  const admin = () => someone('platform:admin');

  it('are listed for those who run it all, by state, with what request began them', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { seatHoldId: await aHold(bed, ann) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    const { saga } = await untilOrder(bed, ann, id, 'CONFIRMED');
    const query = `{ checkoutSagas(first: 1, state: [COMPLETED]) {
      nodes { id state traceId steps { name state } finishedAt } } }`;
    const { data } = await bed.ask<{ checkoutSagas: { nodes: unknown[] } }>(admin(), query);
    expect(data.checkoutSagas.nodes).toMatchObject([
      {
        id: saga.id,
        state: 'COMPLETED',
        traceId: 'test-request',
        steps: ['RESERVE_SEATS', 'AUTHORISE_PAYMENT', 'CONFIRM_SEATS', 'CAPTURE_PAYMENT'].map((name) => ({ name })),
      },
    ]);
    const { errors } = await bed.ask(ann, query);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const trace = await bed.ask<{ order: { saga: { traceId: null } } }>(
      ann,
      'query ($id: ID!) { order(id: $id) { saga { traceId } } }',
      { id },
    );
    expect(trace.data.order.saga.traceId).toBeNull();
    expect(trace.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('are tried again by those who run it all, when they are stuck', async () => {
    const { saga } = await aPaidOrder(aCustomer());
    const query = `mutation ($id: ID!) { sagaRetry(sagaId: $id) {
      saga { state } errors { __typename code ... on InvalidTransitionError { from allowed } } } }`;
    const retry = async (viewer: Viewer, id: string) =>
      bed.ask<{ sagaRetry: { saga: unknown; errors: unknown[] } | null }>(viewer, query, { id });
    const tooEarly = await retry(admin(), saga.id);
    expect(tooEarly.data.sagaRetry?.errors).toMatchObject([{ code: 'INVALID_TRANSITION', from: 'COMPLETED' }]);
    expect((await retry(admin(), newId('checkoutSaga'))).data.sagaRetry?.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await bed.db.query(`update checkout_saga set state = 'STUCK', finished_at = null where id = $1`, [saga.id]);
    await bed.db.query(
      `update checkout_saga_step set state = 'COMPENSATING', undo_attempts_left = 0, finished_at = null
       where saga_id = $1 and name = 'CAPTURE_PAYMENT'`,
      [saga.id],
    );
    expect((await retry(admin(), saga.id)).data.sagaRetry).toMatchObject({
      saga: { state: 'COMPENSATING' },
      errors: [],
    });
    expect((await retry(aCustomer(), saga.id)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('come to their end when what they were stuck at can be done again', async () => {
    const ann = aCustomer();
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    others.script('REFUND_PAYMENT', () => refused('PAYMENT_DECLINED', 'The account is closed.'));
    const foodOrderId = order.lines[1]?.foodOrder?.id ?? '';
    await bed.hear(foodMoved(foodOrderId, ann, 'REJECTED'));
    const list = `{ checkoutSagas(first: 1, state: [STUCK]) { nodes { id steps { name state error } } } }`;
    let stuckId = '';
    await eventually(async () => {
      const { data } = await bed.ask<{ checkoutSagas: { nodes: { id: string; steps: unknown }[] } }>(admin(), list);
      const [stuck] = data.checkoutSagas.nodes;
      expect(stuck?.steps).toMatchObject([{ name: 'REFUND_PAYMENT', error: 'The account is closed.' }]);
      stuckId = stuck?.id ?? '';
    }, 20_000);

    others.reset();
    const { data } = await bed.ask<{ sagaRetry: unknown }>(
      admin(),
      'mutation ($id: ID!) { sagaRetry(sagaId: $id) { saga { state } errors { code } } }',
      { id: stuckId },
    );
    expect(data.sagaRetry).toEqual({ saga: { state: 'RUNNING' }, errors: [] });
    await eventually(async () => {
      const [row] = await bed.db.query('select state from checkout_saga where id = $1', [stuckId]);
      expect(row).toEqual({ state: 'COMPLETED' });
    }, 20_000);
    expect(others.requests(order.id, 'REFUND_PAYMENT')).toHaveLength(2);
  });
});
