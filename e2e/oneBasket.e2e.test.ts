import { randomUUID } from 'node:crypto';
import { brokenAtRest } from '@marquee/tools';
import { hold } from './support/bookings';
import {
  addToCart,
  type CartSeen,
  checkOut,
  checkOutAtItsPrice,
  fillCart,
  readCart,
  readOrder,
  untilSettled,
  untilTold,
  type WholeOrder,
} from './support/checkout';
import { type Cinema, openCinema } from './support/cinema';
import { listen, post } from './support/client';
import { move } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';
import { aShopKeeper } from './support/shopKeeper';
import { addMethod } from './support/till';

/** Two seats, a pizza brought to them, and a book: 24.00 + 12.50 + 25.00 EUR, and what sending the book costs. */
interface Evening {
  readonly holdId: string;
  readonly cart: CartSeen;
}

interface Progress {
  readonly checkoutProgress: {
    readonly step: { readonly name: string; readonly state: string };
    readonly saga: { readonly state: string };
  };
}

const progress = `subscription ($id: ID!) {
  checkoutProgress(orderId: $id) { cursor step { name state } saga { state } }
}`;

const home = { recipient: 'Anna', line1: '3 Mill Lane', city: 'Dublin', postalCode: 'D01', country: 'IE' };

describe.each(layouts)('one basket, one payment (%s)', (layout) => {
  let marquee: Marquee;
  let cinema: Cinema;
  let kitchen: Kitchen;
  let bookId: string;
  let customer: Person;
  let seatsLeft: string[];

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    const { url } = marquee;
    cinema = await openCinema(url);
    kitchen = await openKitchen(url);
    bookId = await (await aShopKeeper(url)).book({ title: 'The Salt Almanac', initialStock: 50 });
    seatsLeft = Object.values(cinema.seats);
  });
  afterAll(() => marquee.stop());
  beforeEach(async () => {
    customer = await register(marquee.url, 'Anna');
  });

  async function planEvening(): Promise<Evening> {
    const { url } = marquee;
    const { token } = customer;
    const { data } = await hold(url, token, { showingId: cinema.showingId, seatIds: seatsLeft.splice(0, 2) });
    const holdId = data.seatHoldCreate.hold?.id ?? '';
    const cart = await fillCart(url, token, [
      { seatHoldId: holdId },
      { menuItemId: kitchen.pizzaId },
      { catalogItemId: bookId },
    ]);
    return { holdId, cart };
  }

  /** The pizza comes to the seats of the same cart. */
  const choices = ({ holdId }: Evening, paymentMethodId: string) => ({
    paymentMethodId,
    shippingAddress: home,
    food: { fulfilment: 'TO_SEAT', seatHoldId: holdId },
  });

  const onShelf = async (): Promise<number> => {
    const query = 'query ($id: ID!) { book(id: $id) { stock { available } } }';
    const { data } = await post<{ book: { stock: { available: number } } }>(marquee.url, query, { id: bookId });
    return data.book.stock.available;
  };

  const seatsFree = async (): Promise<number> => {
    const query = 'query ($id: ID!) { showing(id: $id) { seatsAvailable } }';
    const { data } = await post<{ showing: { seatsAvailable: number } }>(marquee.url, query, {
      id: cinema.showingId,
    });
    return data.showing.seatsAvailable;
  };

  const stateOf = (order: WholeOrder, type: string): string | undefined => {
    const line = order.lines.find(({ __typename }) => __typename === type);
    return line?.booking?.status ?? line?.foodOrder?.status;
  };

  const taken = ({ payments }: WholeOrder): number =>
    (payments ?? []).reduce((sum, { captured, refunded }) => sum + captured.minor - refunded.minor, 0);

  it('brings two seats, a pizza to them and a book for one payment, and shows each step as it is taken', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    expect(evening.cart.lines.map(({ __typename }) => __typename)).toEqual([
      'SeatCartLine',
      'FoodCartLine',
      'CatalogCartLine',
    ]);
    const books = await onShelf();
    const watched = listen<{ orderChanged: { order: { status: string } } }>(
      url,
      'subscription { orderChanged { order { status } } }',
      {},
      { token },
    );
    const order = await checkOutAtItsPrice(url, token, evening.cart, choices(evening, await addMethod(url, token)));
    const steps = listen<Progress>(url, progress, { id: order.id }, { token });
    const settled = await untilSettled(url, token, order.id);

    expect(settled).toMatchObject({ status: 'CONFIRMED', saga: { state: 'COMPLETED' }, amountDue: { minor: 0 } });
    expect(settled.saga?.steps.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
      'AUTHORISE_PAYMENT DONE',
      'CAPTURE_PAYMENT DONE',
      'CONFIRM_KITCHEN DONE',
      'CONFIRM_SEATS DONE',
      'CONFIRM_STOCK DONE',
      'RESERVE_KITCHEN DONE',
      'RESERVE_SEATS DONE',
      'RESERVE_STOCK DONE',
    ]);
    expect(settled.payments).toEqual([
      expect.objectContaining({ status: 'COMPLETED', amount: settled.total, captured: settled.total }),
    ]);
    expect(stateOf(settled, 'SeatOrderLine')).toBe('CONFIRMED');
    expect(stateOf(settled, 'FoodOrderLineItem')).toBe('PLACED');
    expect(await onShelf()).toBe(books - 1);
    const captured = await steps.find(({ checkoutProgress: { step } }) => step.name === 'CAPTURE_PAYMENT', 5_000);
    expect(captured?.checkoutProgress.step.name).toBe('CAPTURE_PAYMENT');
    const confirmed = await watched.find(({ orderChanged }) => orderChanged.order.status === 'CONFIRMED', 5_000);
    expect(confirmed).not.toBeNull();
    expect((await readCart(url, { token }))?.lines).toEqual([]);
    await Promise.all([steps.close(), watched.close()]);
  });

  it('takes nothing and keeps nothing when the card is declined', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    const before = { books: await onShelf(), free: await seatsFree() };
    const methodId = await addMethod(url, token, 'tok_declined_insufficient_funds');
    const order = await checkOutAtItsPrice(url, token, evening.cart, choices(evening, methodId));
    const settled = await untilSettled(url, token, order.id);
    expect(settled).toMatchObject({ status: 'FAILED', saga: { state: 'COMPENSATED' } });
    expect(taken(settled)).toBe(0);
    expect(settled.payments).toEqual([expect.objectContaining({ status: 'FAILED' })]);
    expect(await onShelf()).toBe(before.books);
    // The hold is gone with the booking that it became.
    expect(await seatsFree()).toBe(before.free + 2);
    expect(stateOf(settled, 'FoodOrderLineItem')).toBe('CANCELLED');
  });

  it('is told at the till when the hold is over', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    const released = await post<{ seatHoldRelease: { errors: unknown[] } }>(
      url,
      'mutation ($id: ID!) { seatHoldRelease(id: $id) { errors { code } } }',
      { id: evening.holdId },
      { token },
    );
    expect(released.data.seatHoldRelease.errors).toEqual([]);
    const methodId = await addMethod(url, token);
    const code = await untilTold(async () => {
      const { data } = await checkOut(url, token, evening.cart, choices(evening, methodId));
      if (data.checkout.order !== null) {
        // The news of the release had not come: then booking says so, and nothing is taken.
        const settled = await untilSettled(url, token, data.checkout.order.id);
        return settled.status === 'FAILED' && taken(settled) === 0 ? 'HOLD_EXPIRED' : settled.status;
      }
      const [problem] = data.checkout.errors;
      return problem?.code === 'PRICE_CHANGED' ? null : (problem?.code ?? null);
    });
    expect(code).toBe('HOLD_EXPIRED');
  });

  it('gives the price of the dishes back when the kitchen refuses what was paid', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    const order = await checkOutAtItsPrice(url, token, evening.cart, choices(evening, await addMethod(url, token)));
    const confirmed = await untilSettled(url, token, order.id);
    expect(confirmed.status).toBe('CONFIRMED');
    const foodLine = confirmed.lines.find(({ __typename }) => __typename === 'FoodOrderLineItem');
    await move(url, kitchen.cookToken, foodLine?.foodOrder?.id ?? '', 'REJECTED');
    const settled = await untilTold(async () => {
      const seen = await readOrder(url, token, order.id);
      return seen?.status === 'PARTIALLY_REFUNDED' && seen.payments?.[0]?.refunded.minor ? seen : null;
    });
    expect(settled.payments?.[0]?.refunded).toEqual(foodLine?.lineTotal);
    expect(stateOf(settled, 'SeatOrderLine')).toBe('CONFIRMED');
  });

  it('sells the last piece to one of two who check out at once, and takes nothing from the other', async () => {
    const { url } = marquee;
    const administrator = await logInAsAdministrator(url);
    const query = `mutation ($input: ProductCreateInput!) {
      productCreate(input: $input) { product { id } errors { code message } }
    }`;
    const input = {
      sku: `LAST-${randomUUID().slice(0, 8)}`,
      title: 'The last lamp',
      price: { minor: 2500, currency: 'EUR' },
      initialStock: 1,
    };
    const made = await post<{ productCreate: { product: { id: string } } }>(
      url,
      query,
      { input },
      { token: administrator },
    );
    const catalogItemId = made.data.productCreate.product.id;
    const buyers = [customer, await register(url, 'Bruno')];
    const results = await Promise.all(
      buyers.map(async ({ token }) => {
        const cart = await fillCart(url, token, [{ catalogItemId }]);
        const paymentMethodId = await addMethod(url, token);
        const first = await checkOut(url, token, cart, { paymentMethodId, shippingAddress: home });
        if (first.data.checkout.order === null) return { status: first.data.checkout.errors[0]?.code, taken: 0 };
        const settled = await untilSettled(url, token, first.data.checkout.order.id);
        return { status: settled.status, taken: taken(settled), total: settled.total.minor };
      }),
    );
    const sold = results.filter(({ status }) => status === 'CONFIRMED');
    const refused = results.filter(({ status }) => status !== 'CONFIRMED');
    expect(sold).toEqual([expect.objectContaining({ taken: sold[0]?.total })]);
    expect(refused).toEqual([expect.objectContaining({ taken: 0 })]);
    expect(['FAILED', 'INSUFFICIENT_STOCK']).toContain(refused[0]?.status);
  });

  it('makes one order and takes the money once for fifty equal checkouts with one key', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    const paymentMethodId = await addMethod(url, token);
    const probe = await checkOut(url, token, evening.cart, {
      ...choices(evening, paymentMethodId),
      expectedTotal: { minor: 1, currency: 'EUR' },
    });
    const expectedTotal = probe.data.checkout.errors[0]?.actual;
    const input = { ...choices(evening, paymentMethodId), expectedTotal, idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => checkOut(url, token, evening.cart, input)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const done = answers.map(({ data }) => data.checkout);
    expect(new Set(done.map(({ order }) => order?.id)).size).toBe(1);
    expect(done.filter(({ replayed }) => replayed)).toHaveLength(49);
    const settled = await untilSettled(url, token, done[0]?.order?.id ?? '');
    expect(settled.status).toBe('CONFIRMED');
    expect(settled.payments).toEqual([expect.objectContaining({ captured: settled.total })]);
  });

  it('keeps what was chosen before signing in', async () => {
    const { url } = marquee;
    const { token } = customer;
    const anonymous = await untilTold(async () => {
      const { data } = await addToCart(url, {}, { catalogItemId: bookId, quantity: 2 });
      return data.cartLineAdd.cart;
    });
    await fillCart(url, token, [{ catalogItemId: bookId }]);
    const merged = await post<{ cartMerge: { cart: CartSeen; errors: unknown[] } }>(
      url,
      `mutation ($id: ID!) { cartMerge(anonymousCartId: $id) { cart { lines { quantity } } errors { code message } } }`,
      { id: anonymous.id },
      { token },
    );
    expect(merged.data.cartMerge).toEqual({ cart: { lines: [{ quantity: 3 }] }, errors: [] });
    expect(await readCart(url, {}, anonymous.id)).toBeNull();
  });

  it('gives all of it back when the order is called off before anything of it began', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    const before = { books: await onShelf(), free: await seatsFree() };
    const order = await checkOutAtItsPrice(url, token, evening.cart, choices(evening, await addMethod(url, token)));
    await untilSettled(url, token, order.id);
    const cancelled = await post<{ orderCancel: { errors: unknown[] } }>(
      url,
      'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { status } errors { code message } } }',
      { input: { orderId: order.id, reason: 'another day', idempotencyKey: randomUUID() } },
      { token },
    );
    expect(cancelled.data.orderCancel.errors).toEqual([]);
    const settled = await untilSettled(url, token, order.id, { status: ['CANCELLED', 'REFUNDED'] });
    const backAgain = await untilTold(async () => {
      const seen = await readOrder(url, token, settled.id);
      return seen !== null && taken(seen) === 0 ? seen : null;
    });
    expect(backAgain.payments?.[0]?.refunded).toEqual(backAgain.total);
    expect(await onShelf()).toBe(before.books);
    expect(await seatsFree()).toBe(before.free + 2);
  });

  it('lets go of all that is in it when staff give all of the money back', async () => {
    const { url } = marquee;
    const { token } = customer;
    const evening = await planEvening();
    const before = { books: await onShelf(), free: await seatsFree() };
    const order = await checkOutAtItsPrice(url, token, evening.cart, choices(evening, await addMethod(url, token)));
    const confirmed = await untilSettled(url, token, order.id);
    expect(await onShelf()).toBe(before.books - 1);
    const given = await post<{ refundCreate: { errors: unknown[] } }>(
      url,
      'mutation ($input: RefundCreateInput!) { refundCreate(input: $input) { refund { status } errors { code message } } }',
      {
        input: { paymentId: confirmed.payments?.[0]?.id, reason: 'the hall is flooded', idempotencyKey: randomUUID() },
      },
      { token: await logInAsAdministrator(url) },
    );
    expect(given.data.refundCreate.errors).toEqual([]);
    const over = await untilTold(async () => {
      const seen = await readOrder(url, token, order.id);
      const isLetGo = seen !== null && stateOf(seen, 'FoodOrderLineItem') === 'CANCELLED';
      return isLetGo && (await seatsFree()) === before.free + 2 && (await onShelf()) === before.books ? seen : null;
    });
    expect(over).toMatchObject({ status: 'REFUNDED', payments: [{ refunded: confirmed.total }] });
  });

  it('keeps every promise, whatever of it was bought, refused, or given back', async () => {
    expect(await brokenAtRest(marquee.environment, 60_000)).toEqual([]);
  }, 90_000);
});
