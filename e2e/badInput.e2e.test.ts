import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { post } from './support/client';
import { move, orderInput, place, placeOrder } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { type Marquee, startMarquee } from './support/marquee';
import { type Person, register } from './support/people';

describe('bad input', () => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let other: Kitchen;
  let customer: Person;
  let food: Client;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    kitchen = await openKitchen(marquee.url);
    other = await openKitchen(marquee.url, 'Ramen Alley');
    customer = await register(marquee.url, 'Nora');
    food = new Client({ connectionString: marquee.environment['FOOD_DATABASE_URL'] });
    await food.connect();
  });

  afterAll(async () => {
    await food.end();
    await marquee.stop();
  });

  /** Everything that an order could have left behind. */
  async function ordersInDatabase(): Promise<unknown> {
    const { rows } = await food.query(
      `select (select count(*) from food_order) as orders, (select count(*) from food_order_line) as lines,
              (select count(*) from outbox) as events`,
    );
    return rows[0];
  }

  describe('in a request that is no operation', () => {
    it.each([
      ['malformed JSON', '{"query": ', 'application/json', 400],
      ['an empty body', '', 'application/json', 400],
      ['an array of operations', '[{"query":"{ me { id } }"}]', 'application/json', 400],
      ['a form', 'query={me{id}}', 'application/x-www-form-urlencoded', 415],
      [
        'a body of a megabyte',
        JSON.stringify({ query: `{ me { id } } #${'x'.repeat(1_000_000)}` }),
        'application/json',
        413,
      ],
    ])('answers %s as GraphQL clients expect', async (_name, body, contentType, status) => {
      const response = await fetch(`${marquee.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body,
      });
      expect(response.status).toBe(status);
      const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
      expect(errors[0]?.message).toMatch(/\w/);
      expect(errors[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
    });

    it.each([
      ['a syntax error', '{ me {', {}, 'GRAPHQL_PARSE_FAILED'],
      ['an unknown field', '{ me { shoeSize } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      [
        'a variable of the wrong type',
        'query ($n: Int) { restaurants(first: $n) { nodes { id } } }',
        { n: 'x' },
        'BAD_USER_INPUT',
      ],
      ['a subscription', 'subscription { foodOrderChanged { cursor } }', {}, 'BAD_REQUEST'],
      [
        'a latitude out of all bounds',
        '{ restaurants(filter: { near: { latitude: 1e400, longitude: 0 } }) { totalCount } }',
        {},
        'GRAPHQL_VALIDATION_FAILED',
      ],
      [
        'a distance out of all bounds by default',
        `query ($km: Float = 1e400) {
          restaurants(filter: { near: { latitude: 0, longitude: 0 }, withinKm: $km }) { totalCount }
        }`,
        {},
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['a page that is too large', '{ restaurants(first: 100000) { nodes { id } } }', {}, 'BAD_USER_INPUT'],
      ['a cursor that is none', '{ restaurants(first: 1, after: "x") { nodes { id } } }', {}, 'BAD_USER_INPUT'],
    ])('answers %s with a code', async (_name, query, variables, code) => {
      const { errors } = await post(marquee.url, query, variables);
      expect(errors[0]?.extensions['code']).toBe(code);
      expect(errors[0]?.extensions['stacktrace']).toBeUndefined();
    });
  });

  describe('in an order', () => {
    const toSeat = (seatBookingId: string) => ({ fulfilment: 'TO_SEAT', seatBookingId });
    const line = (change: object) => ({ lines: [{ menuItemId: kitchen.pizzaId, quantity: 1, ...change }] });

    it.each<[string, () => Record<string, unknown>, string]>([
      ['no lines', () => ({ lines: [] }), 'VALIDATION'],
      ['a quantity of zero', () => line({ quantity: 0 }), 'VALIDATION'],
      ['a negative quantity', () => line({ quantity: -1 }), 'VALIDATION'],
      ['a huge quantity', () => line({ quantity: 1_000_000_000 }), 'VALIDATION'],
      ['an item of another restaurant', () => line({ menuItemId: other.pizzaId }), 'ITEM_UNAVAILABLE'],
      ['an item that does not exist', () => line({ menuItemId: 'mni_nothing' }), 'ITEM_UNAVAILABLE'],
      ['a restaurant that does not exist', () => ({ restaurantId: 'rst_nothing' }), 'NOT_FOUND'],
      ['a stale total', () => ({ expectedTotal: { minor: 2499, currency: 'EUR' } }), 'PRICE_CHANGED'],
      ['a total in another currency', () => ({ expectedTotal: { minor: 2500, currency: 'USD' } }), 'PRICE_CHANGED'],
      ['a note of 10 kB', () => ({ note: 'x'.repeat(10_000) }), 'VALIDATION'],
      ['a NUL in the note', () => ({ note: 'quick\u0000' }), 'VALIDATION'],
      ['half a character in the note', () => ({ note: 'quick \ud83d' }), 'VALIDATION'],
      ['a seat without a booking', () => ({ fulfilment: 'TO_SEAT' }), 'VALIDATION'],
      ['the seat of a booking that does not exist', () => toSeat('bkg_nothing'), 'NOT_FOUND'],
      ['a booking that is a script', () => toSeat("x'; drop table food_order; --"), 'NOT_FOUND'],
      ['a payment method that is none', () => ({ paymentMethodId: 'pmt_nothing' }), 'NOT_FOUND'],
      ['a NUL for a payment method', () => ({ paymentMethodId: '\u0000' }), 'NOT_FOUND'],
      ['a delivery to nowhere', () => ({ fulfilment: 'DELIVERY' }), 'VALIDATION'],
    ])('refuses %s, and nothing has changed', async (_name, change, code) => {
      const before = await ordersInDatabase();
      const { data, errors } = await place(marquee.url, customer.token, orderInput(kitchen, change()));
      expect(errors).toEqual([]);
      expect(data.foodOrderPlace).toMatchObject({ order: null, errors: [{ code }] });
      expect(data.foodOrderPlace.errors[0]?.message).toMatch(/\w+ \w+/);
      expect(await ordersInDatabase()).toEqual(before);
    });

    it.each<[string, () => Record<string, unknown>]>([
      ['a fraction of a pizza', () => line({ quantity: 1.5 })],
      ['more than an integer', () => line({ quantity: 2 ** 31 })],
      ['a text for a quantity', () => line({ quantity: 'two' })],
      ['a price named by the caller', () => line({ unitPrice: { minor: 1, currency: 'EUR' } })],
      ['an owner named by the caller', () => ({ customerId: 'usr_1' })],
      ['a fraction of a cent', () => ({ expectedTotal: { minor: 0.5, currency: 'EUR' } })],
      ['a key that is too short', () => ({ idempotencyKey: 'short' })],
    ])('does not even run with %s', async (_name, change) => {
      const before = await ordersInDatabase();
      const { errors } = await place(marquee.url, customer.token, orderInput(kitchen, change()));
      expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(await ordersInDatabase()).toEqual(before);
    });

    it('refuses a spent key with another body, and repeats the first answer for the same one', async () => {
      const input = orderInput(kitchen);
      const first = await place(marquee.url, customer.token, input);
      const repeated = await place(marquee.url, customer.token, input);
      const changed = await place(marquee.url, customer.token, { ...input, note: 'no onions' });
      expect(repeated.data.foodOrderPlace).toEqual({ ...first.data.foodOrderPlace, replayed: true });
      expect(changed.data.foodOrderPlace).toMatchObject({ order: null, errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
    });

    it('refuses a kitchen that paused', async () => {
      const pause = (paused: boolean) =>
        post(
          marquee.url,
          'mutation ($id: ID!, $paused: Boolean!) { restaurantPause(id: $id, paused: $paused) { errors { code } } }',
          { id: other.restaurantId, paused },
          { token: other.cookToken },
        );
      await pause(true);
      const { data } = await place(
        marquee.url,
        customer.token,
        orderInput(other, { lines: [{ menuItemId: other.pizzaId, quantity: 2 }] }),
      );
      await pause(false);
      expect(data.foodOrderPlace.errors).toMatchObject([
        { __typename: 'RestaurantClosedError', code: 'RESTAURANT_CLOSED' },
      ]);
    });

    it('refuses a step that the order cannot take, and says which it can', async () => {
      const order = await placeOrder(marquee.url, customer.token, kitchen);
      const { data } = await post<{ foodOrderStatusSet: unknown }>(
        marquee.url,
        `mutation ($input: FoodOrderStatusInput!) {
          foodOrderStatusSet(input: $input) { order { id } errors { code ... on InvalidTransitionError { from to allowed } } }
        }`,
        { input: { orderId: order.id, status: 'DELIVERED' } },
        { token: kitchen.cookToken },
      );
      expect(data.foodOrderStatusSet).toEqual({
        order: null,
        errors: [{ code: 'INVALID_TRANSITION', from: 'PLACED', to: 'DELIVERED', allowed: ['ACCEPTED', 'REJECTED'] }],
      });
      await move(marquee.url, kitchen.cookToken, order.id, 'ACCEPTED');
    });
  });

  describe("with somebody else's order", () => {
    it('answers as if it did not exist', async () => {
      const order = await placeOrder(marquee.url, customer.token, kitchen);
      const stranger = await register(marquee.url, 'Oscar');
      const asked = async (id: string) => {
        const read = await post(
          marquee.url,
          'query ($id: ID!) { foodOrder(id: $id) { id } }',
          { id },
          { token: stranger.token },
        );
        const cancel = await post(
          marquee.url,
          `mutation ($id: ID!, $key: IdempotencyKey!) {
            foodOrderCancel(orderId: $id, idempotencyKey: $key) { order { id } errors { __typename code message path } }
          }`,
          { id, key: randomUUID() },
          { token: stranger.token },
        );
        return JSON.stringify([read.data, read.errors, cancel.data, cancel.errors]).replaceAll(id, '<id>');
      };
      const unknownId = `${order.id.slice(0, -4)}0000`;
      expect(await asked(order.id)).toBe(await asked(unknownId));
      expect(await asked(order.id)).toContain('NOT_FOUND');
    });

    it('keeps the order of a cook of another restaurant out of reach', async () => {
      const order = await placeOrder(marquee.url, customer.token, kitchen);
      const { data } = await post<{ foodOrderStatusSet: unknown }>(
        marquee.url,
        'mutation ($input: FoodOrderStatusInput!) { foodOrderStatusSet(input: $input) { order { id } errors { code } } }',
        { input: { orderId: order.id, status: 'ACCEPTED' } },
        { token: other.cookToken },
      );
      expect(data.foodOrderStatusSet).toEqual({ order: null, errors: [{ code: 'NOT_FOUND' }] });
    });
  });

  describe('in a registration', () => {
    const input = (change: object) => ({
      email: `p.${randomUUID().slice(0, 8)}@example.com`,
      password: `nine ${randomUUID()} herons`,
      displayName: 'Petra',
      ...change,
    });

    it.each<[string, object, string]>([
      ['an empty name', { displayName: '' }, 'VALIDATION'],
      ['a name of 10 kB', { displayName: 'x'.repeat(10_000) }, 'VALIDATION'],
      ['a NUL in the name', { displayName: 'Pe\u0000tra' }, 'VALIDATION'],
      ['a short password', { password: 'short' }, 'WEAK_PASSWORD'],
      ['a password everybody has', { password: 'password12345' }, 'WEAK_PASSWORD'],
      ['a username of one letter', { username: 'p' }, 'VALIDATION'],
    ])('refuses %s', async (_name, change, code) => {
      const { data, errors } = await post<{ register: unknown }>(
        marquee.url,
        'mutation ($input: RegisterInput!) { register(input: $input) { user { id } errors { code } } }',
        { input: input(change) },
      );
      expect(errors).toEqual([]);
      expect(data.register).toMatchObject({ user: null, errors: [{ code }] });
    });

    it('refuses an e-mail address that is taken, however it is written', async () => {
      const taken = customer.email.toUpperCase();
      const { data } = await post<{ register: unknown }>(
        marquee.url,
        'mutation ($input: RegisterInput!) { register(input: $input) { user { id } errors { code path } } }',
        { input: input({ email: taken }) },
      );
      expect(data.register).toEqual({ user: null, errors: [{ code: 'EMAIL_TAKEN', path: ['input', 'email'] }] });
    });
  });
});
