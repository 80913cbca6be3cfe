import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { endStream as end, refusalIn, takeEvents } from '@marquee/shared/testing';
import type { ExecutionResult } from 'graphql';
import { aKitchen, anOrder, cancel, employ, type Kitchen, moveThrough } from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
let cook: Viewer;
beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed);
  cook = aCook();
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

interface Change {
  readonly cursor: string;
  readonly occurredAt: string;
  readonly previousStatus: string | null;
  readonly order: {
    readonly id: string;
    readonly status: string;
    readonly estimatedReadyAt: string | null;
    readonly updatedAt: string;
    readonly timeline: readonly { readonly status: string }[];
    readonly restaurant: { readonly name: string };
    readonly customer: { readonly id: string };
  };
}
const query = `subscription ($orderId: ID, $after: EventCursor) {
  foodOrderChanged(orderId: $orderId, after: $after) {
    cursor occurredAt previousStatus
    order { id status estimatedReadyAt updatedAt timeline { status } restaurant { name } customer { id } }
  }
}`;

const watch = (viewer: Viewer | null, variables: Record<string, unknown> = {}) => bed.watch(viewer, query, variables);

const take = (stream: AsyncIterableIterator<ExecutionResult>, count: number) => takeEvents<Change>(stream, count);
const refusalOf = async (viewer: Viewer | null, variables: Record<string, unknown>) =>
  refusalIn(await watch(viewer, variables));

const wholeWay = ['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED'];

describe('a customer who watches an order', () => {
  it('sees each step, in order, each as it was then', async () => {
    const ann = aCustomer();
    const { id } = await anOrder(bed, ann, kitchen);
    const stream = await watch(ann, { orderId: id });
    bed.clock.set('2030-07-03T12:10:00.000Z');
    // All of it has happened before the first event is read.
    await moveThrough(bed, cook, id, ...wholeWay);
    const changes = await take(stream, 5);
    await end(stream);
    expect(changes.map(({ order }) => order.status)).toEqual(wholeWay);
    expect(changes.map(({ previousStatus }) => previousStatus)).toEqual(['PLACED', ...wholeWay.slice(0, 4)]);
    expect(changes.map(({ order }) => order.timeline.map(({ status }) => status))).toEqual(
      wholeWay.map((_, index) => ['PLACED', ...wholeWay.slice(0, index + 1)]),
    );
    expect(changes.map(({ order }) => order.estimatedReadyAt)).toEqual([
      '2030-07-03T12:35:00.000Z',
      '2030-07-03T12:35:00.000Z',
      null,
      null,
      null,
    ]);
    expect(changes[0]).toMatchObject({
      occurredAt: '2030-07-03T12:10:00.000Z',
      order: { id, updatedAt: '2030-07-03T12:10:00.000Z', restaurant: { name: 'Sopra' }, customer: { id: ann.userId } },
    });
    expect(new Set(changes.map(({ cursor }) => cursor)).size).toBe(5);
  });

  it('sees what was missed after a cursor, none twice, and then goes on', async () => {
    const ann = aCustomer();
    const { id } = await anOrder(bed, ann, kitchen);
    const first = await watch(ann, { orderId: id });
    await moveThrough(bed, cook, id, 'ACCEPTED');
    const [accepted] = await take(first, 1);
    await end(first);
    await moveThrough(bed, cook, id, 'PREPARING', 'READY');
    const second = await watch(ann, { orderId: id, after: accepted?.cursor });
    const missed = await take(second, 2);
    await moveThrough(bed, cook, id, 'PICKED_UP');
    const [live] = await take(second, 1);
    await end(second);
    expect([...missed, live].map((change) => change?.order.status)).toEqual(['PREPARING', 'READY', 'PICKED_UP']);
  });

  it('sees all own orders without an id, new ones and cancellations too, and none of others', async () => {
    const [ann, bob] = [aCustomer(), aCustomer()];
    const stream = await watch(ann);
    const foreign = await anOrder(bed, bob, kitchen);
    await moveThrough(bed, cook, foreign.id, ...wholeWay);
    const first = await anOrder(bed, ann, kitchen);
    const second = await anOrder(bed, ann, kitchen);
    await moveThrough(bed, cook, second.id, 'ACCEPTED');
    await cancel(bed, ann, first.id);
    const changes = await take(stream, 4);
    await end(stream);
    expect(changes.map(({ order, previousStatus }) => [order.id, previousStatus, order.status])).toEqual([
      [first.id, null, 'PLACED'],
      [second.id, null, 'PLACED'],
      [second.id, 'PLACED', 'ACCEPTED'],
      [first.id, 'PLACED', 'CANCELLED'],
    ]);
  });

  it('can stop while nothing happens', async () => {
    const ann = aCustomer();
    const { id } = await anOrder(bed, ann, kitchen);
    const stream = await watch(ann, { orderId: id });
    const parked = stream.next();
    await end(stream);
    expect((await parked).done).toBe(true);
  });
});

describe('who may watch an order', () => {
  it('is also its kitchen, and one who reads any', async () => {
    const { id } = await anOrder(bed, aCustomer(), kitchen);
    const streams = [await watch(cook, { orderId: id }), await watch(anAdmin(), { orderId: id })];
    await moveThrough(bed, cook, id, 'ACCEPTED');
    for (const stream of streams) {
      expect((await take(stream, 1)).map(({ order }) => order.status)).toEqual(['ACCEPTED']);
      await end(stream);
    }
  });

  it('is nobody else: a foreign order is refused like one that is not there', async () => {
    const { id } = await anOrder(bed, aCustomer(), kitchen);
    const foreign = await refusalOf(aCustomer(), { orderId: id });
    expect(foreign).toEqual([{ message: 'There is no such order.', code: 'NOT_FOUND' }]);
    for (const orderId of [newId('foodOrder'), 'nonsense', '\u0000', '\ud800']) {
      expect(await refusalOf(aCustomer(), { orderId })).toEqual(foreign);
    }
    expect(await refusalOf(aCook(), { orderId: id })).toEqual(foreign);
    expect(await refusalOf(null, { orderId: id })).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    expect(await refusalOf(null, {})).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it('is asked again for each event: a cook who has left sees no more', async () => {
    const { id } = await anOrder(bed, aCustomer(), kitchen);
    const leaver = aCook();
    await employ(bed, kitchen.restaurantId, leaver, ['KITCHEN']);
    const stream = await watch(leaver, { orderId: id });
    await moveThrough(bed, cook, id, 'ACCEPTED');
    expect((await take(stream, 1)).map(({ order }) => order.status)).toEqual(['ACCEPTED']);
    const pending = take(stream, 1);
    await employ(bed, kitchen.restaurantId, leaver, []);
    const witness = await watch(cook, { orderId: id });
    await moveThrough(bed, cook, id, 'PREPARING', 'READY', 'PICKED_UP');
    // Both read the same feed: the witness has had all of it, and the leaver is still waiting for the next.
    await take(witness, 3);
    await Promise.all([end(stream), end(witness)]);
    await expect(pending).rejects.toThrow('no event');
  });

  it.each(['nonsense', 'x'.repeat(300), ''])('with the cursor "%.10s" is a bad request', async (after) => {
    expect(await refusalOf(aCustomer(), { after })).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});
