import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { endStream as end, eventually, refusalIn, takeEvents } from '@marquee/shared/testing';
import {
  aDelivery,
  aKitchen,
  anOrder,
  assign,
  cancel,
  employ,
  eur,
  type Kitchen,
  moveThrough,
  report,
  setStatus,
} from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCourier, aCustomer, anAdmin, someone } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
const ann = aCustomer();
const cook = aCook();
const courier = aCourier();
const colleague = aCourier();
const stranger = aCourier();
const foreignCook = aCook();

beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed, { location: { latitude: 53.35, longitude: -6.26 } });
  const elsewhere = await aKitchen(bed);
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
  await employ(bed, kitchen.restaurantId, courier, ['COURIER']);
  await employ(bed, kitchen.restaurantId, colleague, ['COURIER']);
  await employ(bed, elsewhere.restaurantId, stranger, ['COURIER']);
  await employ(bed, elsewhere.restaurantId, foreignCook, ['KITCHEN']);
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

const delivery = (until: string) => aDelivery(bed, { customer: ann, kitchen, cook, until });
const later = (seconds: number) => bed.clock.set(new Date(Date.parse(wednesdayLunch) + seconds * 1000).toISOString());
const here = { latitude: 53.36, longitude: -6.25 };
const codeOf = ({ payload, faults }: Awaited<ReturnType<typeof assign>>) =>
  faults?.[0]?.extensions?.['code'] ?? payload?.errors[0]?.['code'] ?? 'DONE';
const courierOf = async (id: string, viewer: Viewer = ann) => {
  const query = `query ($id: ID!) {
    foodOrder(id: $id) {
      status estimatedDeliveryAt courier { displayName location { latitude longitude } locationUpdatedAt }
    }
  }`;
  const { data, errors } = await bed.ask<{ foodOrder: Record<string, unknown> }>(viewer, query, { id });
  expect(errors).toBeUndefined();
  return data.foodOrder;
};
/** Holds the order until all of them wait for it, so that they meet whatever the machine is busy with. */
const atOnce = async <T>(orderId: string, start: () => Promise<T>[]): Promise<T[]> => {
  const holder = bed.db.createQueryRunner();
  await holder.startTransaction();
  await holder.query('select from food_order where id = $1 for update', [orderId]);
  const acts = start();
  await eventually(async () => {
    // Not in the holder's transaction, which would be shown the same moment again and again.
    const waiting: unknown[] = await bed.db.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(acts.length);
  });
  await holder.commitTransaction();
  await holder.release();
  return Promise.all(acts);
};
const published = async (orderId: string, type: string) => {
  const rows: { data: unknown }[] = await bed.db.query(
    `select envelope -> 'data' as data from outbox where aggregate_id = $1 and type = $2 order by id`,
    [orderId, type],
  );
  return rows.map(({ data }) => data);
};

describe('giving a delivery to a courier', () => {
  it('is done by the kitchen, again and again, and told once for each courier', async () => {
    const id = await delivery('ACCEPTED');
    expect((await assign(bed, cook, id, courier.userId)).payload).toEqual({
      order: { id, courier: { displayName: 'Cora', location: null, locationUpdatedAt: null } },
      errors: [],
    });
    expect(codeOf(await assign(bed, cook, id, courier.userId))).toBe('DONE');
    expect(codeOf(await assign(bed, cook, id, colleague.userId))).toBe('DONE');
    const { restaurantId } = kitchen;
    const facts = { orderId: id, restaurantId, customerId: ann.userId, status: 'ACCEPTED', version: 2 };
    expect(await published(id, 'food_order.courier.assigned')).toEqual(
      [courier, colleague].map(({ userId }) => expect.objectContaining({ ...facts, courierId: userId })),
    );
  });

  it('is done by couriers for themselves, while nobody has it', async () => {
    const id = await delivery('READY');
    expect(codeOf(await assign(bed, courier, id, colleague.userId))).toBe('FORBIDDEN');
    expect(codeOf(await assign(bed, courier, id, courier.userId))).toBe('DONE');
    expect(codeOf(await assign(bed, courier, id, courier.userId))).toBe('DONE');
    expect(codeOf(await assign(bed, colleague, id, colleague.userId))).toBe('NOT_FOUND');
  });

  it('goes to one of two couriers who take it at the same moment', async () => {
    const id = await delivery('READY');
    const answers = await atOnce(id, () => [courier, colleague].map((each) => assign(bed, each, id, each.userId)));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['DONE', 'FORBIDDEN']));
    expect(await published(id, 'food_order.courier.assigned')).toHaveLength(1);
  });

  it('happens by itself when a courier picks up what nobody has, and not when the kitchen hands it out', async () => {
    const id = await delivery('READY');
    await moveThrough(bed, courier, id, 'PICKED_UP');
    expect(await courierOf(id)).toMatchObject({ courier: { displayName: 'Cora' } });
    expect(await published(id, 'food_order.courier.assigned')).toMatchObject([
      { courierId: courier.userId, version: 5 },
    ]);
    const fetched = await delivery('READY');
    await moveThrough(bed, cook, fetched, 'PICKED_UP');
    expect(await courierOf(fetched)).toMatchObject({ courier: null });
  });

  it.each([
    ['READY', ['PICKED_UP', 'FAILED']],
    ['PICKED_UP', ['DELIVERED', 'FAILED']],
  ])('keeps every other courier from moving it when it is %s', async (until, steps) => {
    const id = await delivery(until);
    await assign(bed, cook, id, courier.userId);
    const before = await bed.rowCounts();
    const colleagueWhoSees = { ...colleague, scopes: [...colleague.scopes, 'food:read:any'] };
    for (const step of steps) {
      const refusalOf = async (viewer: Viewer) => (await setStatus(bed, viewer, id, step)).payload?.errors;
      expect(await refusalOf(colleague)).toMatchObject([{ code: 'NOT_FOUND', missingId: id }]);
      expect(await refusalOf(colleagueWhoSees)).toMatchObject([{ code: 'FORBIDDEN', path: ['input', 'orderId'] }]);
    }
    expect(await bed.rowCounts()).toEqual(before);
    await moveThrough(bed, courier, id, steps[0] ?? '');
  });

  it.each<[string, Viewer | null, string]>([
    ['nobody', null, 'UNAUTHENTICATED'],
    ['a customer', aCustomer(), 'FORBIDDEN'],
    ['its customer', ann, 'FORBIDDEN'],
    ['its customer with a scope but no duty', { ...ann, scopes: ['food:kitchen'] }, 'FORBIDDEN'],
    ['an administrator', anAdmin(), 'FORBIDDEN'],
    ['one who reads any but works nowhere', someone('food:read:any', 'food:kitchen'), 'FORBIDDEN'],
    ['the kitchen of another restaurant', foreignCook, 'NOT_FOUND'],
    ['a courier of another restaurant', stranger, 'NOT_FOUND'],
  ])('is not for %s, and changes nothing', async (_, viewer, code) => {
    const id = await delivery('READY');
    const before = await bed.rowCounts();
    expect(codeOf(await assign(bed, viewer, id, courier.userId))).toBe(code);
    expect(await bed.rowCounts()).toEqual(before);
  });

  it.each(['PLACED', 'DELIVERED'])('is refused when the order is %s', async (until) => {
    const id = until === 'PLACED' ? (await anOrder(bed, ann, kitchen)).id : await delivery(until);
    const before = await bed.rowCounts();
    const { payload } = await assign(bed, cook, id, courier.userId);
    expect(payload).toMatchObject({ order: null, errors: [{ code: 'VALIDATION', path: ['orderId'] }] });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('is refused for a pickup', async () => {
    const given = { fulfilment: 'PICKUP', deliveryAddress: null, expectedTotal: eur(1499) };
    const { id } = await anOrder(bed, ann, kitchen, given);
    await moveThrough(bed, cook, id, 'ACCEPTED');
    const { payload } = await assign(bed, cook, id, courier.userId);
    expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', path: ['orderId'] }]);
  });

  it.each(['\u0000', 'nonsense', 'x'.repeat(10_000), newId('user'), cook.userId, stranger.userId])(
    'is refused for the user "%.10s", who is no courier there',
    async (userId) => {
      const id = await delivery('READY');
      const before = await bed.rowCounts();
      const { payload, faults } = await assign(bed, cook, id, userId);
      expect(faults).toBeUndefined();
      expect(payload).toMatchObject({ order: null, errors: [{ code: 'VALIDATION', path: ['userId'] }] });
      expect(await bed.rowCounts()).toEqual(before);
    },
  );

  it.each(['\u0000', 'nonsense', newId('foodOrder')])('is not found for the order "%.10s"', async (id) => {
    const { payload } = await assign(bed, cook, id, courier.userId);
    expect(payload).toEqual({
      order: null,
      errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['orderId'], missingId: id }],
    });
  });
});

describe('a report of where the courier is', () => {
  it('is what everyone who may see the order sees, until it is over', async () => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    later(60);
    expect((await report(bed, courier, id, here)).payload).toEqual({
      order: { id, courier: { displayName: 'Cora', location: here, locationUpdatedAt: '2030-07-03T12:01:00.000Z' } },
      errors: [],
    });
    for (const viewer of [ann, cook, courier, anAdmin()]) {
      expect(await courierOf(id, viewer)).toMatchObject({ courier: { location: here } });
    }
    await moveThrough(bed, courier, id, 'PICKED_UP', 'DELIVERED');
    expect(await courierOf(id)).toMatchObject({
      courier: { displayName: 'Cora', location: null, locationUpdatedAt: null },
      estimatedDeliveryAt: null,
    });
  });

  it('is forgotten when another courier takes over', async () => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    await report(bed, courier, id, here);
    await assign(bed, cook, id, colleague.userId);
    expect(await courierOf(id)).toMatchObject({ courier: { location: null, locationUpdatedAt: null } });
  });

  it('is taken every two seconds and no more often', async () => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    expect(codeOf(await report(bed, courier, id, here))).toBe('DONE');
    later(1.999);
    const before = await bed.rowCounts();
    expect(codeOf(await report(bed, courier, id, { latitude: 1, longitude: 1 }))).toBe('RATE_LIMITED');
    expect(await bed.rowCounts()).toEqual(before);
    expect(await courierOf(id)).toMatchObject({ courier: { location: here } });
    later(2);
    expect(codeOf(await report(bed, courier, id, { latitude: 1, longitude: 1 }))).toBe('DONE');
  });

  it('is taken once when three come at the same moment', async () => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    const answers = await atOnce(id, () => [1, 2, 3].map(() => report(bed, courier, id, here)));
    expect(answers.map(codeOf).filter((code) => code === 'DONE')).toHaveLength(1);
    expect(answers.map(codeOf).filter((code) => code === 'RATE_LIMITED')).toHaveLength(2);
    expect(await published(id, 'food_order.courier.moved')).toHaveLength(1);
  });

  it.each<[string, Viewer | null, string]>([
    ['nobody', null, 'UNAUTHENTICATED'],
    ['its customer', ann, 'FORBIDDEN'],
    ['its customer with the scope', { ...ann, scopes: ['food:deliver'] }, 'FORBIDDEN'],
    ['its kitchen', cook, 'FORBIDDEN'],
    ['its kitchen with the scope of couriers', { ...cook, scopes: ['food:kitchen', 'food:deliver'] }, 'FORBIDDEN'],
    ['another courier of the restaurant', colleague, 'NOT_FOUND'],
    ['a courier of another restaurant', stranger, 'NOT_FOUND'],
    ['an administrator', anAdmin(), 'FORBIDDEN'],
  ])('is not for %s, and changes nothing', async (_, viewer, code) => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    const before = await bed.rowCounts();
    expect(codeOf(await report(bed, viewer, id, here))).toBe(code);
    expect(await bed.rowCounts()).toEqual(before);
    expect(await courierOf(id)).toMatchObject({ courier: { location: null } });
  });

  it('is over for a courier who has left, whose order the kitchen can give to another', async () => {
    const leaver = aCourier();
    await employ(bed, kitchen.restaurantId, leaver, ['COURIER']);
    const id = await delivery('READY');
    await assign(bed, cook, id, leaver.userId);
    await employ(bed, kitchen.restaurantId, leaver, []);
    expect(codeOf(await report(bed, leaver, id, here))).toBe('NOT_FOUND');
    expect(codeOf(await assign(bed, cook, id, courier.userId))).toBe('DONE');
  });

  it('is over for a courier who only cooks by now', async () => {
    const both = someone('food:kitchen', 'food:deliver');
    await employ(bed, kitchen.restaurantId, both, ['KITCHEN', 'COURIER']);
    const id = await delivery('READY');
    await assign(bed, both, id, both.userId);
    await employ(bed, kitchen.restaurantId, both, ['KITCHEN']);
    expect(codeOf(await report(bed, both, id, here))).toBe('FORBIDDEN');
  });

  it.each(['ACCEPTED', 'DELIVERED'])('is refused when the order is %s', async (until) => {
    const id = await delivery('ACCEPTED');
    await assign(bed, cook, id, courier.userId);
    if (until === 'DELIVERED') await moveThrough(bed, cook, id, 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED');
    const { payload } = await report(bed, courier, id, here);
    expect(payload).toMatchObject({ order: null, errors: [{ code: 'VALIDATION', path: ['orderId'] }] });
  });

  it.each([
    ['latitude', { latitude: 90.1, longitude: 0 }],
    ['latitude', { latitude: -1e308, longitude: 0 }],
    ['longitude', { latitude: 0, longitude: 180.1 }],
  ])('is refused for its %s in %j', async (name, location) => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    const before = await bed.rowCounts();
    const { payload } = await report(bed, courier, id, location);
    expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', path: ['location', name] }]);
    expect(await bed.rowCounts()).toEqual(before);
  });
});

describe('when a delivery should arrive', () => {
  it('follows the kitchen, then the courier, and never lies in the past', async () => {
    const { id } = await anOrder(bed, ann, kitchen);
    const estimate = async () => (await courierOf(id))['estimatedDeliveryAt'];
    expect(await estimate()).toBe('2030-07-03T12:40:00.000Z');
    await setStatus(bed, cook, id, 'ACCEPTED', { estimatedReadyAt: '2030-07-03T12:30:00.000Z' });
    expect(await estimate()).toBe('2030-07-03T12:45:00.000Z');
    bed.clock.set('2030-07-03T12:50:00.000Z');
    expect(await estimate()).toBe('2030-07-03T13:05:00.000Z');
    await moveThrough(bed, cook, id, 'PREPARING', 'READY');
    await assign(bed, cook, id, courier.userId);
    // 2.224 km to the restaurant at 15 km/h.
    await report(bed, courier, id, { latitude: 53.37, longitude: -6.26 });
    expect(Date.parse(String(await estimate()))).toBeCloseTo(Date.parse('2030-07-03T13:13:53.700Z'), -3);
    await moveThrough(bed, courier, id, 'PICKED_UP');
    bed.clock.set('2030-07-03T12:55:00.000Z');
    await report(bed, courier, id, { latitude: 53.37, longitude: -6.26 });
    expect(Date.parse(String(await estimate()))).toBeCloseTo(Date.parse('2030-07-03T13:01:06.300Z'), -3);
    bed.clock.set('2030-07-03T15:00:00.000Z');
    expect(await estimate()).toBe('2030-07-03T15:00:00.000Z');
    await moveThrough(bed, courier, id, 'DELIVERED');
    expect(await estimate()).toBeNull();
  });

  it('is not known any more when the order is cancelled', async () => {
    const { id } = await anOrder(bed, ann, kitchen);
    await cancel(bed, ann, id);
    expect(await courierOf(id)).toMatchObject({ status: 'CANCELLED', estimatedDeliveryAt: null, courier: null });
  });
});

describe('watching a courier', () => {
  interface Move {
    readonly cursor: string;
    readonly occurredAt: string;
    readonly orderId: string;
    readonly courier: { displayName: string; location: typeof here | null; locationUpdatedAt: string | null };
    readonly estimatedDeliveryAt: string | null;
  }
  const query = `subscription ($orderId: ID!, $after: EventCursor) {
    courierMoved(orderId: $orderId, after: $after) {
      cursor occurredAt orderId estimatedDeliveryAt
      courier { displayName location { latitude longitude } locationUpdatedAt }
    }
  }`;
  const watch = (viewer: Viewer | null, variables: Record<string, unknown>) => bed.watch(viewer, query, variables);
  const onItsWay = async () => {
    const id = await delivery('READY');
    await assign(bed, cook, id, courier.userId);
    return id;
  };
  const north = (step: number) => ({ latitude: 53.36 + step / 100, longitude: -6.25 });

  it('brings each report of that order, in order, and none of others', async () => {
    const [id, other] = [await onItsWay(), await onItsWay()];
    const stream = await watch(ann, { orderId: id });
    for (const step of [0, 1, 2]) {
      later(10 * step);
      await report(bed, courier, other, here);
      await report(bed, courier, id, north(step));
    }
    const moves = await takeEvents<Move>(stream, 3);
    await end(stream);
    expect(moves.map(({ orderId }) => orderId)).toEqual([id, id, id]);
    expect(moves.map(({ courier: { location } }) => location)).toEqual([0, 1, 2].map(north));
    expect(moves[1]).toMatchObject({
      occurredAt: '2030-07-03T12:00:10.000Z',
      courier: { displayName: 'Cora', locationUpdatedAt: '2030-07-03T12:00:10.000Z' },
    });
    const estimates = moves.map(({ estimatedDeliveryAt }) => Date.parse(estimatedDeliveryAt ?? ''));
    expect(estimates.every((estimate) => estimate > Date.parse(wednesdayLunch))).toBe(true);
  });

  it('brings what was missed after a cursor, none twice, and then goes on', async () => {
    const id = await onItsWay();
    const first = await watch(ann, { orderId: id });
    await report(bed, courier, id, north(0));
    const [seen] = await takeEvents<Move>(first, 1);
    await end(first);
    later(10);
    await report(bed, courier, id, north(1));
    const second = await watch(ann, { orderId: id, after: seen?.cursor });
    const missed = await takeEvents<Move>(second, 1);
    later(20);
    await report(bed, courier, id, north(2));
    const live = await takeEvents<Move>(second, 1);
    await end(second);
    expect([...missed, ...live].map((move) => move.courier.location)).toEqual([north(1), north(2)]);
  });

  it('replays no place of an order that is over, or that another courier has by now', async () => {
    const [delivered, takenOver] = [await onItsWay(), await onItsWay()];
    const replayed = async (orderId: string) => {
      const stream = await watch(ann, { orderId, after: beginning });
      const [move] = await takeEvents<Move>(stream, 1);
      await end(stream);
      return move;
    };
    const witness = await watch(ann, { orderId: delivered });
    await report(bed, courier, delivered, north(0));
    const [{ cursor: beginning } = { cursor: '' }] = await takeEvents<Move>(witness, 1);
    await end(witness);
    later(10);
    for (const id of [delivered, takenOver]) await report(bed, courier, id, north(1));
    expect((await replayed(takenOver))?.courier.location).toEqual(north(1));
    await moveThrough(bed, courier, delivered, 'PICKED_UP', 'DELIVERED');
    await assign(bed, cook, takenOver, colleague.userId);
    for (const orderId of [delivered, takenOver]) {
      const courierThen = { displayName: 'Cora', location: null, locationUpdatedAt: null };
      expect(await replayed(orderId)).toMatchObject({ orderId, courier: courierThen });
    }
  });

  it('is for its customer, its staff, its courier and one who reads any', async () => {
    const id = await onItsWay();
    const streams = [];
    for (const viewer of [ann, cook, courier, anAdmin()]) streams.push(await watch(viewer, { orderId: id }));
    await report(bed, courier, id, here);
    for (const stream of streams) {
      expect(await takeEvents<Move>(stream, 1)).toMatchObject([{ orderId: id, courier: { location: here } }]);
      await end(stream);
    }
  });

  it('is for nobody else: a foreign order is refused like one that is not there', async () => {
    const id = await onItsWay();
    const refusalOf = async (viewer: Viewer | null, orderId: string) => refusalIn(await watch(viewer, { orderId }));
    const foreign = await refusalOf(aCustomer(), id);
    expect(foreign).toEqual([{ message: 'There is no such order.', code: 'NOT_FOUND' }]);
    for (const orderId of [newId('foodOrder'), 'nonsense', '\u0000']) {
      expect(await refusalOf(ann, orderId)).toEqual(foreign);
    }
    for (const viewer of [stranger, foreignCook]) expect(await refusalOf(viewer, id)).toEqual(foreign);
    expect(await refusalOf(null, id)).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    expect(await refusalIn(await watch(ann, { orderId: id, after: 'nonsense' }))).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ]);
  });

  it('is asked again for each report: a cook who has left sees no more', async () => {
    const id = await onItsWay();
    const leaver = aCook();
    await employ(bed, kitchen.restaurantId, leaver, ['KITCHEN']);
    const [stream, witness] = [await watch(leaver, { orderId: id }), await watch(ann, { orderId: id })];
    await report(bed, courier, id, north(0));
    expect(await takeEvents<Move>(stream, 1)).toHaveLength(1);
    await employ(bed, kitchen.restaurantId, leaver, []);
    const pending = takeEvents<Move>(stream, 1);
    for (const step of [1, 2, 3]) {
      later(10 * step);
      await report(bed, courier, id, north(step));
    }
    // Both read the same feed: the witness has had all of it, and the leaver is still waiting for the next.
    await takeEvents<Move>(witness, 4);
    await Promise.all([end(stream), end(witness)]);
    await expect(pending).rejects.toThrow('no event');
  });
});

describe('the database itself', () => {
  it.each([
    ['half a position', 'update food_order_courier set longitude = null where latitude is not null'],
    ['a position without a time', 'update food_order_courier set located_at = null where latitude is not null'],
    ['a position off the globe', 'update food_order_courier set latitude = -91 where latitude is not null'],
  ])('refuses %s', async (_, statement) => {
    await expect(bed.db.query(statement)).rejects.toThrow(/violates/);
  });
});
