import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { aKitchen, anOrder, assign, employ, eur, type Kitchen, moveThrough } from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCourier, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let here: Kitchen;
let order: { id: string; number: string };
let other: { id: string };
const ann = aCustomer();
const bob = aCustomer();
const cook = aCook();
const courier = aCourier();
const colleague = aCourier();
const stranger = aCook();

beforeAll(async () => {
  bed = await aFoodBed();
  here = await aKitchen(bed);
  const there = await aKitchen(bed);
  await employ(bed, here.restaurantId, cook, ['KITCHEN']);
  await employ(bed, here.restaurantId, courier, ['COURIER']);
  await employ(bed, there.restaurantId, stranger, ['KITCHEN']);
  await employ(bed, here.restaurantId, colleague, ['COURIER']);
  order = await anOrder(bed, ann, here);
  await moveThrough(bed, cook, order.id, 'ACCEPTED');
  await assign(bed, cook, order.id, courier.userId);
  bed.clock.set('2030-07-03T13:00:00.000Z');
  other = await anOrder(bed, bob, there);
});
afterAll(() => bed.close());

const viewers: [string, Viewer | null, boolean][] = [
  ['its customer', ann, true],
  ['another customer', bob, false],
  ['nobody', null, false],
  ['its kitchen', cook, true],
  ['its courier', courier, true],
  ['its courier without the scope', { ...courier, scopes: [] }, false],
  ['another courier of its restaurant', colleague, false],
  ['its kitchen without the scope', { ...cook, scopes: [] }, false],
  ['another kitchen', stranger, false],
  ['a kitchen scope without a duty', aCook(), false],
  ['one who reads any', anAdmin(), true],
  ['one who only writes menus', { ...anAdmin(), scopes: ['food:write'] }, false],
];

describe.each(viewers)('an order for %s', (_, viewer, isVisible) => {
  it('is found by id and by number, or is not there at all', async () => {
    for (const [query, value] of [
      ['query ($v: ID!) { foodOrder(id: $v) { id } }', order.id],
      ['query ($v: String!) { foodOrder(number: $v) { id } }', order.number],
      ['query ($v: String!) { foodOrder(number: $v) { id } }', ` ${order.number.toLowerCase()} `],
    ] as const) {
      const { data, errors } = await bed.ask<{ foodOrder: unknown }>(viewer, query, { v: value });
      expect(data.foodOrder).toEqual(isVisible ? { id: order.id } : null);
      expect(errors?.[0]?.extensions?.['code']).toBe(viewer === null ? 'UNAUTHENTICATED' : undefined);
    }
  });

  it('is reached by reference the same way, silently', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on FoodOrder { id } } }';
    const r = [
      { __typename: 'FoodOrder', id: order.id },
      { __typename: 'FoodOrder', number: order.number },
      { __typename: 'FoodOrder', id: newId('foodOrder') },
    ];
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(viewer, query, { r });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual(isVisible ? [{ id: order.id }, { id: order.id }, null] : [null, null, null]);
  });

  it('is on the list or not', async () => {
    const { data } = await bed.ask<{ foodOrders: { nodes: { id: string }[] } | null }>(
      viewer,
      '{ foodOrders { nodes { id } } }',
    );
    expect(data.foodOrders?.nodes.some(({ id }) => id === order.id) ?? false).toBe(isVisible);
  });

  it('is among the orders of its customer for that customer alone', async () => {
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) { ... on User { id foodOrders { totalCount nodes { id } } } }
    }`;
    const r = [{ __typename: 'User', id: ann.userId }];
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(viewer, query, { r });
    expect(errors).toBeUndefined();
    const foodOrders = viewer === ann ? { totalCount: 1, nodes: [{ id: order.id }] } : null;
    expect(data._entities).toEqual([{ id: ann.userId, foodOrders }]);
  });
});

describe('an order that is not there', () => {
  it.each([newId('foodOrder'), 'nonsense', '', '\u0000', '\ud800', 'x'.repeat(10_000)])(
    'is null under the id "%.10s"',
    async (id) => {
      const { data, errors } = await bed.ask<{ foodOrder: unknown }>(
        ann,
        'query ($id: ID!) { foodOrder(id: $id) { id } }',
        { id },
      );
      expect(errors).toBeUndefined();
      expect(data.foodOrder).toBeNull();
    },
  );

  it.each(['F-2222-2222', 'nonsense', '', '\u0000', '\ud800'])('is null under the number "%s"', async (number) => {
    const query = 'query ($number: String!) { foodOrder(number: $number) { id } }';
    const { data, errors } = await bed.ask<{ foodOrder: unknown }>(ann, query, { number });
    expect(errors).toBeUndefined();
    expect(data.foodOrder).toBeNull();
  });

  it.each([{}, { id: 'a', number: 'b' }])('must be asked for by exactly one of both (%j)', async (variables) => {
    const query = 'query ($id: ID, $number: String) { foodOrder(id: $id, number: $number) { id } }';
    const { errors } = await bed.ask(ann, query, variables);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('references to nothing', () => {
  it('are null for every type, whatever the id', async () => {
    const ids = ['nonsense', '\u0000', '\ud800', 'x'.repeat(10_000)];
    const r = ['Restaurant', 'FoodCategory', 'Food', 'MenuItem', 'FoodOrder'].flatMap((__typename) =>
      ids.map((id) => ({ __typename, id })),
    );
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(
      ann,
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r },
    );
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual(r.map(() => null));
  });
});

describe('a list of orders', () => {
  const idsOf = async (viewer: Viewer, filter: Record<string, unknown>) => {
    const { data, errors } = await bed.ask<{ foodOrders: { nodes: { id: string }[] } }>(
      viewer,
      'query ($filter: FoodOrderFilter) { foodOrders(filter: $filter) { nodes { id } } }',
      { filter },
    );
    expect(errors).toBeUndefined();
    return data.foodOrders.nodes.map(({ id }) => id);
  };

  it('has the newest first', async () => {
    expect(await idsOf(anAdmin(), {})).toEqual([other.id, order.id]);
  });

  it('is narrowed by restaurant, customer, time and status', async () => {
    expect(await idsOf(anAdmin(), { restaurantId: here.restaurantId })).toEqual([order.id]);
    expect(await idsOf(anAdmin(), { userId: bob.userId })).toEqual([other.id]);
    expect(await idsOf(anAdmin(), { placedAfter: '2030-07-03T13:00:00Z' })).toEqual([other.id]);
    expect(await idsOf(anAdmin(), { placedBefore: '2030-07-03T13:00:00Z' })).toEqual([order.id]);
    expect(await idsOf(anAdmin(), { placedAfter: wednesdayLunch, status: ['REJECTED'] })).toEqual([]);
    expect(await idsOf(anAdmin(), { status: [] })).toEqual([]);
    const always = { placedAfter: '0000-01-01T00:00:00+23:59', placedBefore: '9999-12-31T23:59:59-23:59' };
    expect(await idsOf(anAdmin(), always)).toEqual([other.id, order.id]);
  });

  it('shows no more by asking for others', async () => {
    expect(await idsOf(ann, { userId: bob.userId })).toEqual([]);
    expect(await idsOf(bob, { restaurantId: here.restaurantId })).toEqual([]);
    expect(await idsOf(cook, { userId: ann.userId })).toEqual([order.id]);
    expect(await idsOf(cook, { userId: bob.userId })).toEqual([]);
  });

  it.each(['\u0000', '\ud800', 'nonsense'])('is empty for the id %j', async (id) => {
    expect(await idsOf(anAdmin(), { userId: id })).toEqual([]);
    expect(await idsOf(anAdmin(), { restaurantId: id })).toEqual([]);
  });

  it('is paged', async () => {
    const ids: string[] = [];
    const carl = aCustomer();
    for (let index = 0; index < 3; index += 1) ids.unshift((await anOrder(bed, carl, here)).id);
    const query = `query ($after: String) {
      foodOrders(first: 2, after: $after) { totalCount nodes { id } pageInfo { endCursor hasNextPage } }
    }`;
    interface Page {
      foodOrders: {
        totalCount: number;
        nodes: { id: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    }
    const first = await bed.ask<Page>(carl, query);
    const second = await bed.ask<Page>(carl, query, { after: first.data.foodOrders.pageInfo.endCursor });
    expect([first, second].map(({ data }) => data.foodOrders.nodes.map(({ id }) => id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2),
    ]);
    expect([first, second].map(({ data }) => data.foodOrders.pageInfo.hasNextPage)).toEqual([true, false]);
    expect(first.data.foodOrders.totalCount).toBe(3);
    await moveThrough(bed, cook, ids[0] ?? '', 'ACCEPTED');
    expect(await idsOf(carl, { status: ['ACCEPTED', 'READY'] })).toEqual([ids[0]]);
  });
});

describe('an order for the couriers of its restaurant', () => {
  const pickup = { fulfilment: 'PICKUP', deliveryAddress: null, expectedTotal: eur(1499) };
  const shownTo = async (viewer: Viewer, id: string) => {
    const query = 'query ($id: ID!) { foodOrder(id: $id) { id } foodOrders(first: 100) { nodes { id } } }';
    const { data } = await bed.ask<{ foodOrder: unknown; foodOrders: { nodes: { id: string }[] } }>(viewer, query, {
      id,
    });
    const isListed = data.foodOrders.nodes.some((listed) => listed.id === id);
    expect(isListed).toBe(data.foodOrder !== null);
    return isListed;
  };

  it.each([
    ['a delivery', {}, [false, true, true, true, false, false]],
    ['a pickup', pickup, [false, false, false, false, false, false]],
  ])('is there while they could take it (%s)', async (_what, given, expected) => {
    const { id } = await anOrder(bed, ann, here, given);
    const seen = [await shownTo(courier, id)];
    for (const status of ['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED']) {
      await moveThrough(bed, cook, id, status);
      seen.push(await shownTo(courier, id));
    }
    expect(seen).toEqual(expected);
  });

  it('is there for the one who has it, also when it is over, and for no other', async () => {
    const { id } = await anOrder(bed, ann, here);
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY');
    expect(await shownTo(colleague, id)).toBe(true);
    for (const status of ['PICKED_UP', 'DELIVERED']) {
      await moveThrough(bed, courier, id, status);
      expect([await shownTo(courier, id), await shownTo(colleague, id)]).toEqual([true, false]);
    }
  });
});
