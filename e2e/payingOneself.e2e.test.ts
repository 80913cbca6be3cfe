import { randomUUID } from 'node:crypto';
import { eventually } from '@marquee/shared/testing';
import { book, hold } from './support/bookings';
import { type Amount, checkOutAtItsPrice, fillCart, readOrder, untilSettled, untilTold } from './support/checkout';
import { type Cinema, openCinema } from './support/cinema';
import { post } from './support/client';
import { orderInput, place } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';
import { aShopKeeper } from './support/shopKeeper';
import { addMethod, pay } from './support/till';

const home = { line1: '3 Mill Lane', city: 'Dublin', country: 'IE' };

describe('paying', () => {
  let marquee: Marquee;
  let cinema: Cinema;
  let kitchen: Kitchen;
  let bookId: string;
  let customer: Person;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    cinema = await openCinema(marquee.url);
    kitchen = await openKitchen(marquee.url);
    bookId = await (await aShopKeeper(marquee.url)).book({ title: 'The Salt Almanac', initialStock: 50 });
  });
  afterAll(() => marquee.stop());
  beforeEach(async () => {
    customer = await register(marquee.url, 'Anna');
  });

  const ask = async <T>(query: string, variables: Record<string, unknown>, token = customer.token): Promise<T> => {
    const { data, errors } = await post<T>(marquee.url, query, variables, { token });
    expect(errors).toEqual([]);
    return data;
  };

  /** A book by itself, paid by that token. */
  async function buyBook(providerToken: string): Promise<string> {
    const { url } = marquee;
    const { token } = customer;
    const cart = await fillCart(url, token, [{ catalogItemId: bookId }]);
    const paymentMethodId = await addMethod(url, token, providerToken);
    return (await checkOutAtItsPrice(url, token, cart, { paymentMethodId, shippingAddress: home })).id;
  }

  it('waits for the second factor of a checkout, and goes on when the customer has approved', async () => {
    const id = await buyBook('tok_three_d_secure');
    const nextActionUrl = await untilTold(async () => {
      const order = await readOrder(marquee.url, customer.token, id);
      const query = 'query { me { payments(first: 1) { nodes { nextActionUrl } } } }';
      const { me } = await ask<{ me: { payments: { nodes: { nextActionUrl: string | null }[] } } }>(query, {});
      return order?.status === 'AWAITING_PAYMENT' ? (me.payments.nodes[0]?.nextActionUrl ?? null) : null;
    });
    await fetch(nextActionUrl, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
    const settled = await untilSettled(marquee.url, customer.token, id);
    expect(settled).toMatchObject({ status: 'CONFIRMED', amountDue: { minor: 0 } });
  });

  it.each([
    'tok_timeout_after_authorise',
    'tok_timeout_after_capture',
    'tok_webhook_duplicate',
    'tok_webhook_out_of_order',
  ])(
    'takes the money once with %s',
    async (providerToken) => {
      const id = await buyBook(providerToken);
      const settled = await untilSettled(marquee.url, customer.token, id, { withinMs: 60_000 });
      expect(settled.status).toBe('CONFIRMED');
      expect(settled.payments).toEqual([expect.objectContaining({ status: 'COMPLETED', captured: settled.total })]);
    },
    90_000,
  );

  it('gives everything up when the capture is declined', async () => {
    const settled = await untilSettled(marquee.url, customer.token, await buyBook('tok_capture_declined'));
    expect(settled).toMatchObject({ status: 'FAILED', saga: { state: 'COMPENSATED' } });
    expect(settled.payments).toEqual([expect.objectContaining({ captured: expect.objectContaining({ minor: 0 }) })]);
  });

  it('takes the payment of an order by a step of its own, after which it is shipped', async () => {
    const { url } = marquee;
    const create = `mutation ($input: OrderCreateInput!) {
      orderCreate(input: $input) { order { id total { minor currency } } errors { code message } }
    }`;
    const { orderCreate } = await untilTold(async () => {
      const input = { items: [{ catalogItemId: bookId, quantity: 2 }], idempotencyKey: randomUUID() };
      const made = await ask<{ orderCreate: { order: { id: string; total: Amount } | null } }>(create, { input });
      return made.orderCreate.order === null ? null : made;
    });
    const { id, total } = orderCreate.order ?? { id: '', total: { minor: 0, currency: '' } };
    await eventually(async () => {
      expect((await readOrder(url, customer.token, id))?.status).toBe('AWAITING_PAYMENT');
    }, 15_000);
    const paymentMethodId = await addMethod(url, customer.token);
    const paid = await pay(url, customer.token, { subjectId: id, paymentMethodId, expectedAmount: total });
    expect(paid.data.paymentCreate.errors).toEqual([]);
    await eventually(async () => {
      expect(await readOrder(url, customer.token, id)).toMatchObject({ status: 'CONFIRMED', amountDue: { minor: 0 } });
    }, 15_000);
    const ship = `mutation ($input: OrderStatusInput!) {
      orderStatusSet(input: $input) { order { status shipments { trackingNumber } } errors { code } }
    }`;
    const input = { orderId: id, status: 'SHIPPED', trackingNumber: 'IE1' };
    expect(await ask(ship, { input }, await logInAsAdministrator(url))).toEqual({
      orderStatusSet: { order: { status: 'SHIPPED', shipments: [{ trackingNumber: 'IE1' }] }, errors: [] },
    });
  });

  it('confirms a booking that was made by itself, and gives its money back when it is called off', async () => {
    const { url } = marquee;
    const { token } = customer;
    const held = await hold(url, token, { showingId: cinema.showingId, partySize: 1 });
    const { id: holdId, total } = held.data.seatHoldCreate.hold ?? { id: '', total: { minor: 0, currency: '' } };
    const made = await book(url, token, { holdId, expectedTotal: total });
    expect(made.data.bookingCreate.booking).toMatchObject({ status: 'PENDING_PAYMENT', tickets: [] });
    const bookingId = made.data.bookingCreate.booking?.id ?? '';
    const paymentMethodId = await addMethod(url, token);
    const wrong = await pay(url, token, {
      subjectId: bookingId,
      paymentMethodId,
      expectedAmount: { ...total, minor: total.minor - 1 },
    });
    expect(wrong.data.paymentCreate.errors).toMatchObject([{ code: 'PRICE_CHANGED' }]);
    await pay(url, token, { subjectId: bookingId, paymentMethodId, expectedAmount: total });
    const state = async () => {
      const query = 'query ($id: ID!) { booking(id: $id) { status tickets { id } payments { status } } }';
      return (await ask<{ booking: object }>(query, { id: bookingId })).booking;
    };
    await eventually(async () => {
      expect(await state()).toMatchObject({ status: 'CONFIRMED', tickets: [{}], payments: [{ status: 'COMPLETED' }] });
    }, 15_000);
    const cancel = 'mutation ($input: BookingCancelInput!) { bookingCancel(input: $input) { errors { code } } }';
    await ask(cancel, { input: { bookingId, idempotencyKey: randomUUID() } });
    await eventually(async () => {
      expect(await state()).toMatchObject({ status: 'REFUNDED', payments: [{ status: 'REFUNDED' }] });
    }, 15_000);
  });

  it.each([
    ['tok_visa', 'PLACED', 'COMPLETED'],
    ['tok_declined_insufficient_funds', 'CANCELLED', 'FAILED'],
  ])('brings a food order paid by %s to %s', async (providerToken, status, paid) => {
    const { url } = marquee;
    const { token } = customer;
    const paymentMethodId = await addMethod(url, token, providerToken);
    const placed = await place(url, token, orderInput(kitchen, { paymentMethodId }));
    expect(placed.data.foodOrderPlace.order?.status).toBe('AWAITING_PAYMENT');
    await eventually(async () => {
      const query = 'query ($id: ID!) { foodOrder(id: $id) { status payments { status } } }';
      const { foodOrder } = await ask<{ foodOrder: object }>(query, { id: placed.data.foodOrderPlace.order?.id });
      expect(foodOrder).toEqual({ status, payments: [{ status: paid }] });
    }, 15_000);
  });
});
