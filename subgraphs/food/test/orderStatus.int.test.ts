import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { aKey, aKitchen, anOrder, cancel, employ, eur, type Kitchen, moveThrough, setStatus } from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCourier, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
let ann: Viewer;
let cook: Viewer;
let courier: Viewer;

beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed);
  [ann, cook, courier] = [aCustomer(), aCook(), aCourier()];
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
  await employ(bed, kitchen.restaurantId, courier, ['COURIER']);
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

const placed = async (given?: Record<string, unknown>) => (await anOrder(bed, ann, kitchen, given)).id;
const pickup = { fulfilment: 'PICKUP', deliveryAddress: null, expectedTotal: eur(1499) };

describe('an order on its way', () => {
  it('is cooked and brought, and each step is on the timeline', async () => {
    const id = await placed();
    bed.clock.set('2030-07-03T12:01:00.000Z');
    await setStatus(bed, cook, id, 'ACCEPTED', { note: 'with pleasure' });
    bed.clock.set('2030-07-03T12:05:00.000Z');
    await moveThrough(bed, cook, id, 'PREPARING', 'READY');
    bed.clock.set('2030-07-03T12:30:00.000Z');
    await moveThrough(bed, courier, id, 'PICKED_UP', 'DELIVERED');
    const { data } = await bed.ask<{ foodOrder: unknown }>(
      ann,
      'query ($id: ID!) { foodOrder(id: $id) { status updatedAt timeline { status at note } } }',
      { id },
    );
    expect(data.foodOrder).toEqual({
      status: 'DELIVERED',
      updatedAt: '2030-07-03T12:30:00.000Z',
      timeline: [
        { status: 'PLACED', at: wednesdayLunch, note: null },
        { status: 'ACCEPTED', at: '2030-07-03T12:01:00.000Z', note: 'with pleasure' },
        { status: 'PREPARING', at: '2030-07-03T12:05:00.000Z', note: null },
        { status: 'READY', at: '2030-07-03T12:05:00.000Z', note: null },
        { status: 'PICKED_UP', at: '2030-07-03T12:30:00.000Z', note: null },
        { status: 'DELIVERED', at: '2030-07-03T12:30:00.000Z', note: null },
      ],
    });
  });

  it('tells each step, in order, in the transaction of the step', async () => {
    const id = await placed();
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY', 'FAILED');
    const rows: { type: string; data: Record<string, unknown> }[] = await bed.db.query(
      `select type, envelope -> 'data' as data from outbox where aggregate_id = $1 order by id`,
      [id],
    );
    expect(rows.map(({ type, data }) => [type, data['previousStatus'], data['status'], data['version']])).toEqual([
      ['food_order.placed', undefined, 'PLACED', 1],
      ['food_order.status.updated', 'PLACED', 'ACCEPTED', 2],
      ['food_order.status.updated', 'ACCEPTED', 'PREPARING', 3],
      ['food_order.status.updated', 'PREPARING', 'READY', 4],
      ['food_order.status.updated', 'READY', 'FAILED', 5],
    ]);
  });

  it('may be handed over at the counter at once', async () => {
    const id = await placed(pickup);
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY');
    expect((await setStatus(bed, courier, id, 'DELIVERED')).payload?.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { payload } = await setStatus(bed, cook, id, 'DELIVERED');
    expect(payload?.order?.status).toBe('DELIVERED');
  });

  it('takes one of two steps that come at the same moment', async () => {
    const id = await placed();
    const answers = await Promise.all(
      ['ACCEPTED', 'REJECTED', 'ACCEPTED', 'REJECTED'].map((status) => setStatus(bed, cook, id, status)),
    );
    expect(answers.flatMap(({ faults }) => faults ?? [])).toEqual([]);
    const counts = await bed.db.query(
      `select (select version from food_order where id = $1) as version,
              (select count(*)::int from food_order_timeline where order_id = $1) as steps,
              (select count(*)::int from outbox where aggregate_id = $1) as events`,
      [id],
    );
    const taken = answers.filter(({ payload }) => payload?.errors.length === 0).length;
    // Accepting and then rejecting is a way too, so either one or two of them were taken.
    expect([1, 2]).toContain(taken);
    expect(counts).toEqual([{ version: 1 + taken, steps: 1 + taken, events: 1 + taken }]);
  });
});

describe('the estimate', () => {
  const estimateOf = async (id: string) => {
    const { data } = await bed.ask<{ foodOrder: { estimatedReadyAt: string | null } }>(
      ann,
      'query ($id: ID!) { foodOrder(id: $id) { estimatedReadyAt } }',
      { id },
    );
    return data.foodOrder.estimatedReadyAt;
  };

  const later = (time: string) => ({ estimatedReadyAt: `2030-07-03T${time}:00.000Z` });

  it('starts with the usual time, follows the kitchen, never lies in the past and ends when the food is ready', async () => {
    const id = await placed();
    expect(await estimateOf(id)).toBe('2030-07-03T12:25:00.000Z');
    bed.clock.set('2030-07-03T12:02:00.000Z');
    await setStatus(bed, cook, id, 'ACCEPTED', { estimatedReadyAt: '2030-07-03T12:40:00.000Z' });
    expect(await estimateOf(id)).toBe('2030-07-03T12:40:00.000Z');
    await moveThrough(bed, cook, id, 'PREPARING');
    expect(await estimateOf(id)).toBe('2030-07-03T12:40:00.000Z');
    bed.clock.set('2030-07-03T12:50:00.000Z');
    expect(await estimateOf(id)).toBe('2030-07-03T12:50:00.000Z');
    await moveThrough(bed, cook, id, 'READY');
    expect(await estimateOf(id)).toBeNull();
  });

  it('moves without a step, is told, and leaves no line on the timeline', async () => {
    const id = await placed();
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING');
    const { timeline } = (await setStatus(bed, cook, id, 'PREPARING', later('12:40'))).payload?.order ?? {};
    expect(timeline?.map(({ status }) => status)).toEqual(['PLACED', 'ACCEPTED', 'PREPARING']);
    expect(await estimateOf(id)).toBe('2030-07-03T12:40:00.000Z');
    const [event] = await bed.db.query(
      `select envelope -> 'data' as data from outbox where aggregate_id = $1 order by id desc limit 1`,
      [id],
    );
    expect(event.data).toMatchObject({
      previousStatus: 'PREPARING',
      status: 'PREPARING',
      estimatedReadyAt: '2030-07-03T12:40:00.000Z',
      version: 4,
    });
    const before = await bed.rowCounts();
    expect((await setStatus(bed, cook, id, 'PREPARING', later('12:40'))).payload?.errors).toEqual([]);
    expect(await bed.rowCounts()).toEqual(before);
    await moveThrough(bed, cook, id, 'READY');
  });

  it.each([
    ['in the past', 'ACCEPTED', '2030-07-03T11:59:59.999Z'],
    ['beyond a day', 'ACCEPTED', '2030-07-04T12:00:00.001Z'],
    ['in the year 9999', 'ACCEPTED', '9999-12-31T23:59:59.999Z'],
    ['for a refusal', 'REJECTED', '2030-07-03T12:30:00.000Z'],
  ])('is refused when it lies %s', async (_, status, estimatedReadyAt) => {
    const id = await placed();
    const before = await bed.rowCounts();
    const { payload } = await setStatus(bed, cook, id, status, { estimatedReadyAt });
    expect(payload).toMatchObject({
      order: null,
      errors: [{ code: 'VALIDATION', path: ['input', 'estimatedReadyAt'] }],
    });
    expect(await bed.rowCounts()).toEqual(before);
  });
});

describe('a step that cannot be', () => {
  it.each([
    ['PLACED', [], 'READY', ['ACCEPTED', 'REJECTED']],
    ['PLACED', [], 'PLACED', ['ACCEPTED', 'REJECTED']],
    ['PLACED', [], 'CANCELLED', ['ACCEPTED', 'REJECTED']],
    ['ACCEPTED', ['ACCEPTED'], 'DELIVERED', ['PREPARING', 'REJECTED']],
    ['READY', ['ACCEPTED', 'PREPARING', 'READY'], 'DELIVERED', ['PICKED_UP', 'FAILED']],
    ['REJECTED', ['REJECTED'], 'ACCEPTED', []],
  ])('from %s (%j) to %s is refused with what is possible', async (from, way, to, allowed) => {
    const id = await placed();
    await moveThrough(bed, cook, id, ...way);
    const before = await bed.rowCounts();
    const { payload, faults } = await setStatus(bed, cook, id, to);
    expect(faults).toBeUndefined();
    expect(payload).toEqual({
      order: null,
      errors: [
        {
          __typename: 'InvalidTransitionError',
          code: 'INVALID_TRANSITION',
          path: ['input', 'status'],
          from,
          to,
          allowed,
        },
      ],
    });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('for a note that no database can hold', async () => {
    const id = await placed();
    for (const note of ['a\u0000', '\ud800', 'x'.repeat(501)]) {
      const { payload } = await setStatus(bed, cook, id, 'ACCEPTED', { note });
      expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'note'] }]);
    }
  });

  it('to a status that there is not is a bad request', async () => {
    const { faults } = await setStatus(bed, cook, await placed(), 'EATEN');
    expect(faults?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('who may move an order', () => {
  const answerOf = async (viewer: Viewer | null, orderId: string, status = 'ACCEPTED') => {
    const { payload, faults } = await setStatus(bed, viewer, orderId, status);
    return faults?.[0]?.extensions?.['code'] ?? payload?.errors[0]?.['code'] ?? payload?.order?.status;
  };

  it('needs the scope', async () => {
    const id = await placed();
    expect(await answerOf(null, id)).toBe('UNAUTHENTICATED');
    expect(await answerOf(ann, id)).toBe('FORBIDDEN');
    expect(await answerOf(anAdmin(), id)).toBe('FORBIDDEN');
    expect(await answerOf({ ...cook, scopes: [] }, id)).toBe('FORBIDDEN');
  });

  it('needs the duty at that restaurant; else the order is not there', async () => {
    const id = await placed();
    const stranger = aCook();
    const elsewhere = await aKitchen(bed);
    await employ(bed, elsewhere.restaurantId, stranger, ['KITCHEN']);
    expect(await answerOf(aCook(), id)).toBe('NOT_FOUND');
    expect(await answerOf(stranger, id)).toBe('NOT_FOUND');
    expect(await answerOf(stranger, newId('foodOrder'))).toBe('NOT_FOUND');
    expect(await answerOf(stranger, '\u0000\ud800')).toBe('NOT_FOUND');
  });

  it('is forbidden to those who see it and do not work there', async () => {
    const id = await placed();
    expect(await answerOf({ ...ann, scopes: ['food:kitchen'] }, id)).toBe('FORBIDDEN');
    const elsewhere = await aKitchen(bed);
    await employ(bed, elsewhere.restaurantId, ann, ['KITCHEN']);
    expect(await answerOf({ ...ann, scopes: ['food:kitchen'] }, id)).toBe('FORBIDDEN');
    expect(await answerOf({ ...anAdmin(), scopes: ['food:read:any', 'food:kitchen'] }, id)).toBe('FORBIDDEN');
  });

  it('lets a courier only carry', async () => {
    const id = await placed();
    expect(await answerOf(courier, id)).toBe('NOT_FOUND');
    await moveThrough(bed, cook, id, 'ACCEPTED');
    expect(await answerOf(courier, id, 'PREPARING')).toBe('FORBIDDEN');
    await moveThrough(bed, cook, id, 'PREPARING', 'READY');
    expect(await answerOf(courier, id, 'PICKED_UP')).toBe('PICKED_UP');
  });

  it('ends with the duty, while the token still has the scope', async () => {
    const id = await placed();
    const leaver = aCook();
    await employ(bed, kitchen.restaurantId, leaver, ['KITCHEN']);
    expect(await answerOf(leaver, id)).toBe('ACCEPTED');
    await employ(bed, kitchen.restaurantId, leaver, []);
    expect(await answerOf(leaver, id, 'PREPARING')).toBe('NOT_FOUND');
  });
});

describe('cancelling', () => {
  it.each([[[]], [['ACCEPTED']]])('is possible for the customer after %j', async (way) => {
    const id = await placed();
    await moveThrough(bed, cook, id, ...way);
    const { payload } = await cancel(bed, ann, id, aKey(), 'changed my mind');
    expect(payload).toMatchObject({ replayed: false, errors: [], order: { status: 'CANCELLED' } });
    expect(payload?.order?.timeline.at(-1)).toEqual({ status: 'CANCELLED', note: 'changed my mind' });
  });

  it.each([[['ACCEPTED', 'PREPARING']], [['REJECTED']]])('is too late after %j', async (way) => {
    const id = await placed();
    await moveThrough(bed, cook, id, ...way);
    const before = await bed.rowCounts();
    const { payload } = await cancel(bed, ann, id);
    expect(payload).toMatchObject({
      order: null,
      errors: [{ __typename: 'ValidationError', code: 'CANCELLATION_WINDOW_CLOSED' }],
    });
    expect(await bed.rowCounts()).toEqual({ ...before, idempotency_record: (before['idempotency_record'] ?? 0) + 1 });
  });

  it('is done once for one key', async () => {
    const id = await placed();
    const key = aKey();
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancel(bed, ann, id, key)));
    expect(answers.map(({ payload }) => payload?.order?.status)).toEqual(Array.from({ length: 5 }, () => 'CANCELLED'));
    expect(answers.filter(({ payload }) => payload?.replayed === false)).toHaveLength(1);
    const other = await cancel(bed, ann, await placed(), key);
    expect(other.payload?.errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('is the same request whether a reason is left out or blank', async () => {
    const id = await placed();
    const key = aKey();
    await cancel(bed, ann, id, key);
    expect((await cancel(bed, ann, id, key, ' ')).payload).toMatchObject({ replayed: true, errors: [] });
  });

  it('leaves somebody else nothing to see, and nothing changed', async () => {
    const id = await placed();
    const before = await bed.rowCounts();
    const unknown = newId('foodOrder');
    const foreign = await cancel(bed, aCustomer(), id);
    const missing = await cancel(bed, aCustomer(), unknown);
    const same = (payload: unknown, of: string) => JSON.stringify(payload).replaceAll(of, 'ID');
    expect(foreign.payload?.errors).toMatchObject([{ __typename: 'NotFoundError', code: 'NOT_FOUND', missingId: id }]);
    expect(same(foreign, id)).toBe(same(missing, unknown));
    expect((await cancel(bed, null, id)).faults?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    expect((await cancel(bed, cook, id)).payload?.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await cancel(bed, ann, id, aKey(), '\u0000')).payload?.errors).toMatchObject([
      { code: 'VALIDATION', path: ['reason'] },
    ]);
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('or accepting: one of both wins', async () => {
    const id = await placed();
    await moveThrough(bed, cook, id, 'ACCEPTED');
    const [cancelled, preparing] = await Promise.all([cancel(bed, ann, id), setStatus(bed, cook, id, 'PREPARING')]);
    const done = [cancelled.payload, preparing.payload].filter((payload) => payload?.errors.length === 0);
    expect(done).toHaveLength(1);
  });
});
