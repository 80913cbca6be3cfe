import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { brokenAtRest } from '@marquee/tools';
import { hold } from './support/bookings';
import { type CartSeen, checkOut, fillCart, type OrderAnswer, untilSettled } from './support/checkout';
import { type Cinema, openCinema } from './support/cinema';
import { type Kitchen, openKitchen } from './support/kitchen';
import { type Marquee, startMarquee } from './support/marquee';
import { register } from './support/people';
import { aShopKeeper } from './support/shopKeeper';
import { addMethod } from './support/till';

/**
 * Points stand on both sides of every commit of a checkout. Here every third, or with `CRASH_SWEEP=all` each, is died at
 * with all the others taking part; the tests of orders die at every one by itself.
 */
const step = process.env['CRASH_SWEEP'] === 'all' ? 1 : 3;
const mostPoints = 60;

describe('a checkout whose orders process dies at every point of it', () => {
  let marquee: Marquee;
  let cinema: Cinema;
  let kitchen: Kitchen;
  let bookId: string;

  beforeAll(async () => {
    marquee = await startMarquee('a process each');
    cinema = await openCinema(marquee.url, 'Lantern Cinema', { capacity: 240 });
    kitchen = await openKitchen(marquee.url);
    bookId = await (await aShopKeeper(marquee.url)).book({ title: 'The Salt Almanac', initialStock: 100 });
  });
  afterAll(() => marquee.stop());

  it('is finished by the next one, and paid once', async () => {
    const orders = marquee.processes['orders'];
    if (orders === undefined) throw new Error('orders is no process of its own');
    let deaths = 0;
    for (let point = 1; point < mostPoints; point += step) {
      await orders.kill();
      await orders.restart();
      const { token } = await register(marquee.url, 'Anna');
      const { cart, input } = await planEvening(token);
      await orders.kill();
      await orders.restart({ CRASH_AT: String(point) });

      const answered = await checkOut(marquee.url, token, cart, input).catch(() => null);
      const hasDied = await orders.ends(3_000);
      if (hasDied) {
        deaths += 1;
        await orders.restart();
      }
      const order = answered?.data?.checkout?.order ?? (await askAgain(token, cart, input)).order;
      const settled = await untilSettled(marquee.url, token, order?.id ?? '', { withinMs: 60_000 });
      expect({ point, status: settled.status, payments: settled.payments }).toEqual({
        point,
        status: 'CONFIRMED',
        payments: [expect.objectContaining({ status: 'COMPLETED', captured: settled.total })],
      });
      if (!hasDied) break;
    }
    expect(deaths).toBeGreaterThan(3);
    expect(await brokenAtRest(marquee.environment, 30_000)).toEqual([]);
  }, 300_000);

  async function planEvening(token: string): Promise<{ cart: CartSeen; input: Record<string, unknown> }> {
    const { url } = marquee;
    const { data } = await hold(url, token, { showingId: cinema.showingId, partySize: 2 });
    const cart = await fillCart(url, token, [
      { seatHoldId: data.seatHoldCreate.hold?.id },
      { menuItemId: kitchen.pizzaId },
      { catalogItemId: bookId },
    ]);
    const input = {
      paymentMethodId: await addMethod(url, token),
      shippingAddress: { line1: '3 Mill Lane', city: 'Dublin', country: 'IE' },
      food: { fulfilment: 'PICKUP' },
      idempotencyKey: randomUUID(),
    };
    const probe = await checkOut(url, token, cart, {
      ...input,
      expectedTotal: { minor: 1, currency: 'EUR' },
      idempotencyKey: randomUUID(),
    });
    return { cart, input: { ...input, expectedTotal: probe.data.checkout.errors[0]?.actual } };
  }

  /** With the same key, as a client does whose connection broke. */
  async function askAgain(token: string, cart: CartSeen, input: Record<string, unknown>): Promise<OrderAnswer> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const answer = await checkOut(marquee.url, token, cart, input).catch(() => null);
      if (answer?.data?.checkout != null) return answer.data.checkout;
      await pause(250);
    }
    throw new Error('the checkout was never answered');
  }
});
