import { newId } from '@marquee/shared/ids';
import {
  aFood,
  aKey,
  aKitchen,
  aMenuItem,
  anOrder,
  anOrderInput,
  aRestaurant,
  employ,
  eur,
  home,
  type Kitchen,
  moveThrough,
  place,
} from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCustomer } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;

beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed);
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

describe('placing an order', () => {
  it('freezes names, prices and total, and reads back whole', async () => {
    const ann = aCustomer();
    const { id, number } = await anOrder(bed, ann, kitchen, { note: 'ring\ntwice' });
    expect(number).toMatch(/^F-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
    const query = `query ($id: ID!) {
      foodOrder(id: $id) {
        id number status note fulfilment createdAt updatedAt estimatedReadyAt
        customer { id }
        restaurant { name }
        deliveryAddress { recipient line1 line2 city region postalCode country }
        lines { id name quantity note choices { id } unitPrice { minor } lineTotal { minor decimal } menuItem { id } }
        subtotal { minor currency } deliveryFee { minor } tip { minor } total { minor exponent decimal }
        estimatedDeliveryAt courier { displayName }
        timeline { status at note }
      }
    }`;
    const { data, errors } = await bed.ask<{ foodOrder: unknown }>(ann, query, { id });
    expect(errors).toBeUndefined();
    expect(data.foodOrder).toEqual({
      id,
      number,
      status: 'PLACED',
      note: 'ring\ntwice',
      fulfilment: 'DELIVERY',
      createdAt: wednesdayLunch,
      updatedAt: wednesdayLunch,
      estimatedReadyAt: '2030-07-03T12:25:00.000Z',
      customer: { id: ann.userId },
      restaurant: { name: 'Sopra' },
      deliveryAddress: { ...home, line2: null, region: null, postalCode: null },
      lines: [
        {
          id: expect.stringMatching(/^forl_/),
          name: 'Leek soup',
          quantity: 2,
          note: null,
          choices: [],
          unitPrice: { minor: 650 },
          lineTotal: { minor: 1300, decimal: '13.00' },
          menuItem: { id: kitchen.soup },
        },
        {
          id: expect.stringMatching(/^forl_/),
          name: 'Soda bread',
          quantity: 1,
          note: 'sliced',
          choices: [],
          unitPrice: { minor: 199 },
          lineTotal: { minor: 199, decimal: '1.99' },
          menuItem: { id: kitchen.bread },
        },
      ],
      subtotal: { minor: 1499, currency: 'EUR' },
      deliveryFee: { minor: 250 },
      tip: { minor: 0 },
      estimatedDeliveryAt: '2030-07-03T12:40:00.000Z',
      courier: null,
      total: { minor: 1749, exponent: 2, decimal: '17.49' },
      timeline: [{ status: 'PLACED', at: wednesdayLunch, note: null }],
    });
  });

  it('keeps name and price when the menu changes later', async () => {
    const ann = aCustomer();
    const restaurant = await aKitchen(bed);
    const { id } = await anOrder(bed, ann, restaurant);
    const { data: before } = await bed.ask<{ menuItem: { food: { id: string } } }>(
      ann,
      'query ($id: ID!) { menuItem(id: $id) { food { id } } }',
      { id: restaurant.soup },
    );
    const { restaurantId, categoryId } = restaurant;
    const foodId = before.menuItem.food.id;
    await aMenuItem(bed, { id: restaurant.soup, restaurantId, categoryId, foodId, price: eur(9900) });
    await aFood(bed, categoryId, { id: foodId, name: 'Vichyssoise' });
    const { data } = await bed.ask<{
      foodOrder: { lines: { name: string; menuItem: { price: unknown } }[]; total: unknown };
    }>(ann, 'query ($id: ID!) { foodOrder(id: $id) { total { minor } lines { name menuItem { price { minor } } } } }', {
      id,
    });
    expect(data.foodOrder.lines[0]).toEqual({ name: 'Leek soup', menuItem: { price: { minor: 9900 } } });
    expect(data.foodOrder.total).toEqual({ minor: 1749 });
  });

  it('for pickup needs no address and has no delivery fee', async () => {
    const order = await anOrder(bed, aCustomer(), kitchen, {
      fulfilment: 'PICKUP',
      deliveryAddress: null,
      expectedTotal: eur(1499),
    });
    expect(order.total).toEqual(eur(1499));
  });

  it('to eat in needs no address and has no delivery fee either, and is handed over at the table', async () => {
    const ann = aCustomer();
    const cook = aCook();
    await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
    const given = { fulfilment: 'DINE_IN', deliveryAddress: null, expectedTotal: eur(1499) };
    const { id } = await anOrder(bed, ann, kitchen, given);
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY', 'DELIVERED');
    const query = `query ($id: ID!) {
      foodOrder(id: $id) { fulfilment status deliveryAddress { city } courier { displayName } estimatedDeliveryAt }
    }`;
    expect((await bed.ask(ann, query, { id })).data).toEqual({
      foodOrder: {
        fulfilment: 'DINE_IN',
        status: 'DELIVERED',
        deliveryAddress: null,
        courier: null,
        estimatedDeliveryAt: null,
      },
    });
  });

  it('with a tip has it in the total', async () => {
    const ann = aCustomer();
    const { id } = await anOrder(bed, ann, kitchen, { tip: eur(200), expectedTotal: eur(1949) });
    const query =
      'query ($id: ID!) { foodOrder(id: $id) { subtotal { minor } deliveryFee { minor } tip { minor } total { minor } } }';
    expect((await bed.ask(ann, query, { id })).data).toEqual({
      foodOrder: {
        subtotal: { minor: 1499 },
        deliveryFee: { minor: 250 },
        tip: { minor: 200 },
        total: { minor: 1949 },
      },
    });
  });

  it('at a restaurant with a minimum needs dishes for that much', async () => {
    const strict = await aKitchen(bed, { minimumOrder: eur(1499) });
    await anOrder(bed, aCustomer(), strict);
    const lines = [{ menuItemId: strict.soup, quantity: 2 }];
    const given = { lines, tip: eur(500), expectedTotal: eur(2050) };
    const before = await bed.rowCounts();
    const { payload } = await place(bed, aCustomer(), anOrderInput(strict, given));
    expect(payload).toMatchObject({
      order: null,
      errors: [
        {
          __typename: 'ValidationError',
          code: 'MINIMUM_NOT_MET',
          message: 'This restaurant takes orders from 14.99 EUR on; these dishes come to 13.00 EUR.',
          path: ['input', 'lines'],
        },
      ],
    });
    expect(await bed.rowCounts()).toEqual({ ...before, idempotency_record: (before['idempotency_record'] ?? 0) + 1 });
  });

  it('is done once for one key, and the repeat says so', async () => {
    const ann = aCustomer();
    const input = anOrderInput(kitchen);
    const first = await place(bed, ann, input);
    const before = await bed.rowCounts();
    const second = await place(bed, ann, input);
    expect(first.payload?.replayed).toBe(false);
    expect(second.payload).toEqual({ ...first.payload, replayed: true });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('is the same request whether what it does not say is left out, null or empty', async () => {
    const ann = aCustomer();
    const input = anOrderInput(kitchen, {
      lines: [{ menuItemId: kitchen.soup, quantity: 1 }],
      expectedTotal: eur(900),
    });
    const first = await place(bed, ann, input);
    expect(first.payload?.errors).toEqual([]);
    const line = { menuItemId: kitchen.soup, quantity: 1, optionIds: [], note: null };
    const explicit = { ...input, lines: [line], tip: null, note: ' ' };
    expect((await place(bed, ann, explicit)).payload).toEqual({ ...first.payload, replayed: true });
    const other = await place(bed, ann, { ...explicit, note: 'ring twice' });
    expect(other.payload?.errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('is done once for one key when ten come at the same moment', async () => {
    const ann = aCustomer();
    const input = anOrderInput(kitchen);
    const before = await bed.rowCounts();
    const answers = await Promise.all(Array.from({ length: 10 }, () => place(bed, ann, input)));
    expect(new Set(answers.map(({ payload }) => payload?.order?.id)).size).toBe(1);
    expect(answers.filter(({ payload }) => payload?.replayed === false)).toHaveLength(1);
    const after = await bed.rowCounts();
    expect(after['food_order']).toBe((before['food_order'] ?? 0) + 1);
    expect(after['outbox']).toBe((before['outbox'] ?? 0) + 1);
  });

  it('takes the same key from another customer as another order', async () => {
    const input = anOrderInput(kitchen);
    const first = await place(bed, aCustomer(), input);
    const second = await place(bed, aCustomer(), input);
    expect(second.payload?.replayed).toBe(false);
    expect(second.payload?.order?.id).not.toBe(first.payload?.order?.id);
  });

  it('keeps a refusal under its key, and takes the order under another', async () => {
    const ann = aCustomer();
    const stale = anOrderInput(kitchen, { expectedTotal: eur(1700) });
    const first = await place(bed, ann, stale);
    const second = await place(bed, ann, stale);
    expect(first.payload?.errors[0]).toMatchObject({ code: 'PRICE_CHANGED', expected: eur(1700), actual: eur(1749) });
    expect(first.payload?.replayed).toBe(false);
    expect(second.payload).toEqual({ ...first.payload, replayed: true });
    const good = await place(bed, ann, { ...stale, expectedTotal: eur(1749), idempotencyKey: aKey() });
    expect(good.payload?.errors).toEqual([]);
  });

  it('tells the outbox in the same transaction', async () => {
    const ann = aCustomer();
    const { id, number } = await anOrder(bed, ann, kitchen);
    const rows = await bed.db.query('select type, envelope from outbox where aggregate_id = $1', [id]);
    expect(rows).toEqual([
      {
        type: 'food_order.placed',
        envelope: expect.objectContaining({
          occurredAt: wednesdayLunch,
          data: {
            orderId: id,
            number,
            customerId: ann.userId,
            restaurantId: kitchen.restaurantId,
            status: 'PLACED',
            total: eur(1749),
            paymentMethodId: null,
            isOfOrder: false,
            estimatedReadyAt: '2030-07-03T12:25:00.000Z',
            version: 1,
          },
        }),
      },
    ]);
  });
});

describe('an order that cannot be', () => {
  const line = (given: Record<string, unknown>) => ({ lines: [{ menuItemId: kitchen.soup, quantity: 1, ...given }] });
  const validation = (...path: string[]) => ({
    __typename: 'ValidationError',
    code: 'VALIDATION',
    path: ['input', ...path],
  });

  it.each<[string, () => Record<string, unknown>, () => Record<string, unknown>]>([
    ['no line', () => ({ lines: [] }), () => validation('lines')],
    [
      '51 lines',
      () => ({ lines: Array.from({ length: 51 }, () => ({ menuItemId: kitchen.soup, quantity: 1 })) }),
      () => validation('lines'),
    ],
    ['quantity 0', () => line({ quantity: 0 }), () => validation('lines', '0', 'quantity')],
    ['quantity -1', () => line({ quantity: -1 }), () => validation('lines', '0', 'quantity')],
    ['quantity 51', () => line({ quantity: 51 }), () => validation('lines', '0', 'quantity')],
    ['quantity 2^31 - 1', () => line({ quantity: 2 ** 31 - 1 }), () => validation('lines', '0', 'quantity')],
    ['a line note of 10 kB', () => line({ note: 'x'.repeat(10_000) }), () => validation('lines', '0', 'note')],
    ['a note of 10 kB', () => ({ note: 'x'.repeat(10_000) }), () => validation('note')],
    ['NUL in the note', () => ({ note: 'a\u0000b' }), () => validation('note')],
    ['half of a surrogate pair in the note', () => ({ note: 'a\ud83c' }), () => validation('note')],
    ['no address for a delivery', () => ({ deliveryAddress: null }), () => validation('deliveryAddress')],
    ['a negative tip', () => ({ tip: eur(-1) }), () => validation('tip', 'minor')],
    ['a huge tip', () => ({ tip: eur(2 ** 53 - 1) }), () => validation('tip', 'minor')],
    ['an address to eat in', () => ({ fulfilment: 'DINE_IN' }), () => validation('deliveryAddress')],
    ['an address for a pickup', () => ({ fulfilment: 'PICKUP' }), () => validation('deliveryAddress')],
    [
      'an empty street',
      () => ({ deliveryAddress: { ...home, line1: ' ' } }),
      () => validation('deliveryAddress', 'line1'),
    ],
    [
      'a city of 10 kB',
      () => ({ deliveryAddress: { ...home, city: 'x'.repeat(10_000) } }),
      () => validation('deliveryAddress', 'city'),
    ],
    [
      'NUL in the address',
      () => ({ deliveryAddress: { ...home, line2: '\u0000' } }),
      () => validation('deliveryAddress', 'line2'),
    ],
    [
      'a restaurant that is not there',
      () => ({ restaurantId: 'rst_0192f3a4-0000-7000-8000-000000000000' }),
      () => ({ __typename: 'NotFoundError', code: 'NOT_FOUND', missingId: 'rst_0192f3a4-0000-7000-8000-000000000000' }),
    ],
    [
      'a restaurant id with NUL',
      () => ({ restaurantId: 'rst_\u0000' }),
      () => ({ code: 'NOT_FOUND', missingId: 'rst_\u0000' }),
    ],
    ['a restaurant id of 10 kB', () => ({ restaurantId: 'x'.repeat(10_000) }), () => ({ code: 'NOT_FOUND' })],
    [
      'a dish id that is none',
      () => line({ menuItemId: '\u0000\ud800' }),
      () => ({ code: 'ITEM_UNAVAILABLE', menuItemIds: ['\u0000\ud800'] }),
    ],
  ])('%s: is refused and leaves the database and the key alone', async (_, given, expected) => {
    const ann = aCustomer();
    const before = await bed.rowCounts();
    const { payload, faults } = await place(bed, ann, anOrderInput(kitchen, given()));
    expect(faults).toBeUndefined();
    expect(payload).toMatchObject({ order: null, replayed: false, errors: [expected()] });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a fractional quantity', { lines: [{ menuItemId: 'mni_1', quantity: 1.5 }] }],
    ['a quantity beyond 32 bits', { lines: [{ menuItemId: 'mni_1', quantity: 2 ** 31 }] }],
    ['a quantity as text', { lines: [{ menuItemId: 'mni_1', quantity: '2' }] }],
    ['a fulfilment that there is not', { fulfilment: 'DRONE' }],
    ['a fractional tip', { tip: { minor: 1.5, currency: 'EUR' } }],
    ['a fractional total', { expectedTotal: { minor: 17.49, currency: 'EUR' } }],
    ['a total beyond a safe integer', { expectedTotal: { minor: 2 ** 53, currency: 'EUR' } }],
    ['a currency that there is not', { expectedTotal: { minor: 1749, currency: 'XYZ' } }],
    ['a key that is too short', { idempotencyKey: 'short' }],
    ['a key with a space', { idempotencyKey: 'a key with spaces' }],
    ['a price of its own', { lines: [{ menuItemId: 'mni_1', quantity: 1, unitPrice: 1 }] }],
    ['a total of its own', { total: { minor: 1, currency: 'EUR' } }],
    ['an owner of its own', { customerId: 'usr_1' }],
    ['a status of its own', { status: 'DELIVERED' }],
  ])('%s: is a bad request', async (_, given) => {
    const before = await bed.rowCounts();
    const { payload, faults } = await place(bed, aCustomer(), anOrderInput(kitchen, given));
    expect(payload).toBeNull();
    expect(faults?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(await bed.rowCounts()).toEqual(before);
  });

  /** What is answered to a request that could be: the key keeps it, and nothing else is written. */
  async function refusalOf(given: Record<string, unknown>): Promise<unknown> {
    const before = await bed.rowCounts();
    const { payload, faults } = await place(bed, aCustomer(), anOrderInput(kitchen, given));
    expect(await bed.rowCounts()).toEqual({ ...before, idempotency_record: (before['idempotency_record'] ?? 0) + 1 });
    return payload?.order === null && !payload.replayed ? payload.errors : { payload, faults };
  }

  it.each([eur(1748), eur(0), eur(-1749), { minor: 1749, currency: 'USD' }])(
    'with the stale total %j',
    async (expectedTotal) => {
      expect(await refusalOf({ expectedTotal })).toMatchObject([
        { __typename: 'PriceChangedError', code: 'PRICE_CHANGED', expected: expectedTotal, actual: eur(1749) },
      ]);
    },
  );

  it.each([
    ['currency', { minor: 100, currency: 'USD' }],
    ['minor', eur(1500)],
  ])('with a tip whose %s cannot be (%j)', async (name, tip) => {
    expect(await refusalOf({ tip })).toMatchObject([{ code: 'VALIDATION', path: ['input', 'tip', name] }]);
  });

  it('with dishes of another restaurant, unknown or sold out, names each', async () => {
    const other = await aKitchen(bed);
    const foodId = await aFood(bed, kitchen.categoryId, { name: 'Pea soup' });
    const soldOut = await aMenuItem(bed, {
      restaurantId: kitchen.restaurantId,
      categoryId: kitchen.categoryId,
      foodId,
      isAvailable: false,
    });
    const unknown = newId('menuItem');
    const menuItemIds = [other.soup, unknown, soldOut];
    const lines = [kitchen.soup, ...menuItemIds].map((menuItemId) => ({ menuItemId, quantity: 1 }));
    expect(await refusalOf({ lines })).toMatchObject([
      { __typename: 'ItemUnavailableError', code: 'ITEM_UNAVAILABLE', menuItemIds },
    ]);
  });

  it('at a closed restaurant says when it opens', async () => {
    bed.clock.set('2030-07-03T10:59:00.000Z');
    expect(await refusalOf({})).toMatchObject([
      { __typename: 'RestaurantClosedError', code: 'RESTAURANT_CLOSED', opensAt: '2030-07-03T11:00:00.000Z' },
    ]);
  });

  it('at a paused restaurant cannot say it', async () => {
    const paused = await aKitchen(bed);
    const cook = aCook();
    await employ(bed, paused.restaurantId, cook, ['KITCHEN']);
    await bed.ask(cook, 'mutation ($id: ID!) { restaurantPause(id: $id, paused: true) { errors { code } } }', {
      id: paused.restaurantId,
    });
    const { payload } = await place(bed, aCustomer(), anOrderInput(paused));
    expect(payload?.errors).toMatchObject([{ code: 'RESTAURANT_CLOSED', opensAt: null }]);
  });

  it('at a restaurant without opening hours is closed for good', async () => {
    const restaurantId = await aRestaurant(bed, { openingHours: [] });
    expect(await refusalOf({ restaurantId })).toMatchObject([{ code: 'RESTAURANT_CLOSED', opensAt: null }]);
  });

  it('with a key that was spent on another body', async () => {
    const ann = aCustomer();
    const input = anOrderInput(kitchen);
    await place(bed, ann, input);
    const before = await bed.rowCounts();
    const { payload } = await place(bed, ann, { ...input, note: 'other' });
    expect(payload).toMatchObject({
      order: null,
      errors: [
        { __typename: 'IdempotencyKeyReusedError', code: 'IDEMPOTENCY_KEY_REUSED', firstUsedAt: expect.any(String) },
      ],
    });
    expect(await bed.rowCounts()).toEqual(before);
  });

  it('without signing in', async () => {
    const { payload, faults } = await place(bed, null, anOrderInput(kitchen));
    expect(payload).toBeNull();
    expect(faults?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

describe('the database itself', () => {
  it.each([
    ['a price of zero', 'update menu_item set price_minor = 0'],
    ['a negative price', 'update food set list_price_minor = -1'],
    ['a price in another currency than the restaurant has', `update menu_item set currency = 'USD'`],
    ['a total that is not the sum', 'update food_order set total_minor = total_minor + 1'],
    ['a negative tip', 'update food_order set tip_minor = -1, total_minor = total_minor - 1'],
    ['a tip that is not in the total', 'update food_order set tip_minor = 100'],
    ['51 pieces', 'update food_order_line set quantity = 51'],
    ['a status that there is not', `update food_order set status = 'LOST'`],
    ['a delivery to nowhere', `update food_order set delivery_address = null where fulfilment = 'DELIVERY'`],
  ])('refuses %s', async (_, statement) => {
    await anOrder(bed, aCustomer(), kitchen);
    await expect(bed.db.query(statement)).rejects.toThrow(/violates/);
  });
});
