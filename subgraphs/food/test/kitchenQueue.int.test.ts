import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { endStream as end, refusalIn, takeEvents } from '@marquee/shared/testing';
import { aKitchen, anOrder, assign, cancel, employ, type Kitchen, moveThrough } from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCourier, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
let elsewhere: Kitchen;
const ann = aCustomer();
const cook = aCook();
const foreignCook = aCook();
const courier = aCourier();
beforeAll(async () => {
  bed = await aFoodBed();
  elsewhere = await aKitchen(bed);
  await employ(bed, elsewhere.restaurantId, foreignCook, ['KITCHEN']);
});
beforeEach(async () => {
  bed.clock.set(wednesdayLunch);
  kitchen = await aKitchen(bed);
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
  await employ(bed, kitchen.restaurantId, courier, ['COURIER']);
});
afterAll(() => bed.close());

interface KitchenEvent {
  readonly cursor: string;
  readonly occurredAt: string;
  readonly openOrders: number;
  readonly order: {
    readonly id: string;
    readonly status: string;
    readonly lines: readonly { readonly name: string }[];
  };
}
const query = `subscription ($restaurantId: ID!, $after: EventCursor) {
  kitchenQueue(restaurantId: $restaurantId, after: $after) {
    cursor occurredAt openOrders order { id status lines { name } customer { id } courier { displayName } }
  }
}`;
const watch = (viewer: Viewer | null, variables: Record<string, unknown> = {}) =>
  bed.watch(viewer, query, { restaurantId: kitchen.restaurantId, ...variables });

describe('a kitchen', () => {
  it('sees orders come, move, be cancelled and find a courier, and none of another restaurant', async () => {
    const stream = await watch(cook);
    const first = await anOrder(bed, ann, kitchen);
    await anOrder(bed, ann, elsewhere);
    const second = await anOrder(bed, aCustomer(), kitchen);
    await moveThrough(bed, cook, first.id, 'ACCEPTED');
    await cancel(bed, ann, first.id);
    await moveThrough(bed, cook, second.id, 'ACCEPTED');
    await assign(bed, courier, second.id, courier.userId);
    const events = await takeEvents<KitchenEvent>(stream, 6);
    await end(stream);
    expect(events.map(({ order }) => [order.id, order.status])).toEqual([
      [first.id, 'PLACED'],
      [second.id, 'PLACED'],
      [first.id, 'ACCEPTED'],
      [first.id, 'CANCELLED'],
      [second.id, 'ACCEPTED'],
      [second.id, 'ACCEPTED'],
    ]);
    expect(events[0]).toMatchObject({
      occurredAt: wednesdayLunch,
      order: { lines: [{ name: 'Leek soup' }, { name: 'Soda bread' }], customer: { id: ann.userId } },
    });
    expect(events.at(-1)).toMatchObject({ order: { courier: { displayName: 'Cora' } } });
  });

  it('is told how much it has in hand', async () => {
    const stream = await watch(cook);
    const next = async () => (await takeEvents<KitchenEvent>(stream, 1))[0]?.openOrders;
    const first = await anOrder(bed, ann, kitchen);
    expect(await next()).toBe(1);
    const second = await anOrder(bed, ann, kitchen);
    expect(await next()).toBe(2);
    for (const status of ['ACCEPTED', 'PREPARING', 'READY']) {
      await moveThrough(bed, cook, first.id, status);
      expect(await next()).toBe(2);
    }
    await moveThrough(bed, cook, first.id, 'PICKED_UP');
    expect(await next()).toBe(1);
    await moveThrough(bed, cook, second.id, 'REJECTED');
    expect(await next()).toBe(0);
    await end(stream);
  });

  it('sees what it missed after a cursor, none twice', async () => {
    const first = await watch(cook);
    const { id } = await anOrder(bed, ann, kitchen);
    const [placed] = await takeEvents<KitchenEvent>(first, 1);
    await end(first);
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING');
    const second = await watch(cook, { after: placed?.cursor });
    const missed = await takeEvents<KitchenEvent>(second, 2);
    await moveThrough(bed, cook, id, 'READY');
    const live = await takeEvents<KitchenEvent>(second, 1);
    await end(second);
    expect([...missed, ...live].map(({ order }) => order.status)).toEqual(['ACCEPTED', 'PREPARING', 'READY']);
  });
});

describe('who may watch a kitchen', () => {
  it.each<[string, Viewer | null, string]>([
    ['nobody', null, 'UNAUTHENTICATED'],
    ['a customer', ann, 'FORBIDDEN'],
    ['its courier', courier, 'FORBIDDEN'],
    ['its courier with the scope of kitchens', { ...courier, scopes: ['food:kitchen', 'food:deliver'] }, 'FORBIDDEN'],
    ['its kitchen without the scope', { ...cook, scopes: [] }, 'FORBIDDEN'],
    ['the kitchen of another restaurant', foreignCook, 'FORBIDDEN'],
    ['one with the scope alone', aCook(), 'FORBIDDEN'],
    ['an administrator', anAdmin(), 'FORBIDDEN'],
  ])('is not %s', async (_, viewer, code) => {
    expect(await refusalIn(await watch(viewer))).toMatchObject([{ code }]);
  });

  it.each([newId('restaurant'), 'nonsense', '\u0000'])('finds no restaurant "%.10s"', async (restaurantId) => {
    expect(await refusalIn(await watch(cook, { restaurantId }))).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is asked again for each event: a cook who has left sees no more', async () => {
    const leaver = aCook();
    await employ(bed, kitchen.restaurantId, leaver, ['KITCHEN']);
    const [stream, witness] = [await watch(leaver), await watch(cook)];
    const { id } = await anOrder(bed, ann, kitchen);
    expect(await takeEvents<KitchenEvent>(stream, 1)).toMatchObject([{ order: { id, status: 'PLACED' } }]);
    const pending = takeEvents<KitchenEvent>(stream, 1);
    await employ(bed, kitchen.restaurantId, leaver, []);
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY');
    // Both read the same feed: the witness has had all of it, and the leaver is still waiting for the next.
    await takeEvents<KitchenEvent>(witness, 4);
    await Promise.all([end(stream), end(witness)]);
    await expect(pending).rejects.toThrow('no event');
  });
});
