import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { allTold, endStream, eventually, refusalIn, takeEvents } from '@marquee/shared/testing';
import { aBook, adds } from './support/baskets';
import { inCheckouts } from './support/inCheckouts';
import { aCheckout, aKey, ordered, orderOf, tillInput, untilOrder } from './support/orders';
import type { OrdersBed } from './support/ordersBed';
import { done, type Participants, refused } from './support/participants';
import { aClerk, aCustomer, someone } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

interface Change {
  readonly cursor: string;
  readonly previousStatus: string | null;
  readonly order: { readonly id: string; readonly status: string; readonly timeline: readonly { status: string }[] };
}
const changesQuery = `subscription ($orderId: ID, $after: EventCursor) {
  orderChanged(orderId: $orderId, after: $after) {
    cursor occurredAt previousStatus order { id status version timeline { status } }
  }
}`;
interface Progress {
  readonly cursor: string;
  readonly step: { readonly name: string; readonly state: string; readonly error: string | null };
  readonly saga: { readonly state: string; readonly steps: readonly unknown[] };
}
const progressQuery = `subscription ($orderId: ID!, $after: EventCursor) {
  checkoutProgress(orderId: $orderId, after: $after) {
    cursor occurredAt step { name subgraph state attempts error } saga { id state steps { name state } }
  }
}`;
const watch = (viewer: Viewer | null, variables: Record<string, unknown> = {}) =>
  bed.watch(viewer, changesQuery, variables);
const follow = (viewer: Viewer | null, variables: Record<string, unknown>) =>
  bed.watch(viewer, progressQuery, variables);

/** An order whose payment is not answered until the test does. */
async function anOpenCheckout(buyer: Viewer) {
  others.script('AUTHORISE_PAYMENT', () => null);
  const { order } = await aCheckout(bed, buyer);
  await eventually(() => expect(others.requests(order.id, 'AUTHORISE_PAYMENT')).toHaveLength(1), 20_000);
  await allTold(bed);
  const [request] = others.requests(order.id, 'AUTHORISE_PAYMENT');
  if (request === undefined) throw new Error('nobody was asked for the payment');
  return { order, request };
}

describe('a customer who watches an order', () => {
  it('sees each status in order, each as it was then, and after a cursor what was missed', async () => {
    const ann = aCustomer();
    const { order, request } = await anOpenCheckout(ann);
    const stream = await watch(ann, { orderId: order.id });
    await others.answer(request, done);
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    for (const status of ['PROCESSING', 'SHIPPED', 'DELIVERED']) {
      await ordered(bed, aClerk(), 'orderStatusSet', { orderId: order.id, status });
    }
    const changes = await takeEvents<Change>(stream, 4);
    await endStream(stream);
    const way = ['PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED'];
    expect(changes.map(({ order: { status } }) => status)).toEqual(way.slice(1));
    expect(changes.map(({ previousStatus }) => previousStatus)).toEqual(way.slice(0, 4));
    expect(changes.map(({ order: { timeline } }) => timeline.length)).toEqual([2, 3, 4, 5]);
    const again = await watch(ann, { orderId: order.id, after: changes[1]?.cursor });
    expect((await takeEvents<Change>(again, 2)).map(({ order: { status } }) => status)).toEqual(way.slice(3));
    await endStream(again);
  });

  it('sees all own orders without an id, new and cancelled ones too, and none of others', async () => {
    const [ann, bob] = [aCustomer(), aCustomer()];
    await allTold(bed);
    const stream = await watch(ann);
    const { order: foreign } = await aCheckout(bed, bob);
    await untilOrder(bed, bob, foreign.id, 'CONFIRMED');
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    await ordered(bed, ann, 'orderCancel', { orderId: id, idempotencyKey: aKey() });
    const changes = await takeEvents<Change>(stream, 3);
    await endStream(stream);
    expect(changes.map(({ order, previousStatus }) => [order.id, previousStatus, order.status])).toEqual([
      [id, null, 'PENDING'],
      [id, 'PENDING', 'CONFIRMED'],
      [id, 'CONFIRMED', 'CANCELLED'],
    ]);

    // After any cursor the rest comes again, each once and in order, and then what is new.
    const again = await watch(ann, { after: changes[0]?.cursor });
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const second = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    const missed = await takeEvents<Change>(again, 3);
    await endStream(again);
    expect(missed.slice(0, 2)).toEqual(changes.slice(1));
    expect(missed[2]).toMatchObject({ previousStatus: null, order: { id: second.id, status: 'PENDING' } });
  });
});

describe('a customer who watches a checkout', () => {
  it('sees every step to the end', async () => {
    const ann = aCustomer();
    const { order, request } = await anOpenCheckout(ann);
    const stream = await follow(ann, { orderId: order.id });
    await others.answer(request, done);
    const seen: Progress[] = [];
    while (seen.at(-1)?.saga.state !== 'COMPLETED') seen.push(...(await takeEvents<Progress>(stream, 1)));
    await endStream(stream);
    const finished = seen.filter(({ step }) => step.state === 'DONE').map(({ step }) => step.name);
    expect(finished[0]).toBe('AUTHORISE_PAYMENT');
    expect(finished.slice(1, 4).toSorted()).toEqual(['CONFIRM_KITCHEN', 'CONFIRM_SEATS', 'CONFIRM_STOCK']);
    expect(finished[4]).toBe('CAPTURE_PAYMENT');
    expect(seen[0]?.saga.steps).toHaveLength(8);
    const again = await follow(ann, { orderId: order.id, after: seen[1]?.cursor });
    expect(await takeEvents<Progress>(again, 1)).toMatchObject([{ cursor: seen[2]?.cursor }]);
    await endStream(again);
  });

  it('sees why it goes back, and that it did', async () => {
    const ann = aCustomer();
    const { order, request } = await anOpenCheckout(ann);
    const stream = await follow(ann, { orderId: order.id });
    await others.answer(request, refused('PAYMENT_DECLINED', 'The card was declined.'));
    const seen: Progress[] = [];
    while (seen.at(-1)?.saga.state !== 'COMPENSATED') seen.push(...(await takeEvents<Progress>(stream, 1)));
    await endStream(stream);
    expect(seen[0]).toMatchObject({
      step: { name: 'AUTHORISE_PAYMENT', state: 'FAILED', error: 'The card was declined.' },
      saga: { state: 'COMPENSATING' },
    });
    expect(seen.filter(({ step }) => step.state === 'COMPENSATED').map(({ step }) => step.name)).toEqual(
      expect.arrayContaining(['RESERVE_STOCK', 'RESERVE_SEATS', 'RESERVE_KITCHEN']),
    );
  });
});

describe('who may watch', () => {
  it('is also who reads any order', async () => {
    const ann = aCustomer();
    const { order, request } = await anOpenCheckout(ann);
    const reader = someone('orders:read:any');
    const streams = [await watch(reader, { orderId: order.id }), await follow(reader, { orderId: order.id })];
    await others.answer(request, done);
    for (const stream of streams) {
      expect(await takeEvents(stream, 1)).toHaveLength(1);
      await endStream(stream);
    }
  });

  it('is nobody else: a foreign order is refused like one that is not there', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    expect(await orderOf(bed, aCustomer(), id)).toBeNull();
    for (const subscribe of [watch, follow]) {
      const foreign = await refusalIn(await subscribe(aCustomer(), { orderId: id }));
      expect(foreign).toEqual(await refusalIn(await subscribe(aCustomer(), { orderId: newId('order') })));
      expect(foreign).toMatchObject([{ code: 'NOT_FOUND' }]);
      expect(await refusalIn(await subscribe(null, { orderId: id }))).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
      expect(await refusalIn(await subscribe(ann, { orderId: id, after: 'nonsense' }))).toMatchObject([
        { code: 'BAD_USER_INPUT' },
      ]);
    }
  });
});
