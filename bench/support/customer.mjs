import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { post } from './marquee.mjs';

const problems = 'errors { __typename code message path ... on PriceChangedError { actual { minor currency } } }';
const home = { recipient: 'Anna', line1: '3 Mill Lane', city: 'Dublin', postalCode: 'D01', country: 'IE' };
const patienceMs = 30_000;

/** Registers somebody, or signs them in, and returns their token. */
export async function signIn(url, mutation, input) {
  const type = mutation === 'register' ? 'RegisterInput' : 'LoginInput';
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { tokens { accessToken } errors { message } } }`;
  const { [mutation]: answer } = await post(url, query, { input: { ...input, delivery: 'BEARER' } });
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.tokens.accessToken;
}

/**
 * A new customer with a card who watches their orders over a websocket. `heard` gets each status with the time at which
 * it came.
 */
export async function aCustomer(url, nth, heard) {
  const person = { email: `person.${nth}@example.com`, password: 'violet-harbour-pancake-7', displayName: `P ${nth}` };
  const token = await signIn(url, 'register', person);
  const addMethod = `mutation ($input: PaymentMethodAddInput!) {
    paymentMethodAdd(input: $input) { paymentMethod { id } ${problems} }
  }`;
  const method = { kind: 'CARD', providerToken: 'tok_visa', makeDefault: true };
  const { paymentMethodAdd } = await post(url, addMethod, { input: method }, token);
  const orders = watchOrders(url, token, heard);
  return { nth, url, token, paymentMethodId: paymentMethodAdd.paymentMethod.id, ...orders };
}

function watchOrders(url, token, heard) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const last = new Map();
  const waiting = new Map();
  const query = 'subscription { orderChanged { order { id status } } }';
  client.subscribe(
    { query },
    {
      next: ({ data }) => {
        const arrivedAt = performance.timeOrigin + performance.now();
        const { id, status } = data.orderChanged.order;
        last.set(id, status);
        heard({ orderId: id, status, arrivedAt });
        waiting.get(id)?.(status);
      },
      error: (error) => console.error(error),
      complete: () => {},
    },
  );
  return {
    stopWatching: async () => {
      await client.dispose();
    },
    untilConfirmed: (orderId) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${orderId} is ${last.get(orderId)}`)), patienceMs);
        const look = (status) => {
          if (status === 'FAILED') reject(new Error(`${orderId} failed`));
          if (status !== 'CONFIRMED') return;
          clearTimeout(timer);
          waiting.delete(orderId);
          resolve();
        };
        waiting.set(orderId, look);
        look(last.get(orderId));
      }),
  };
}

/** Holds two seats. What is held may not have been told yet when it is put into the basket. */
export async function holdSeats({ url, token }, showingId, seatIds) {
  const query = `mutation ($input: SeatHoldCreateInput!) {
    seatHoldCreate(input: $input) { hold { id } errors { code message } }
  }`;
  const { seatHoldCreate } = await post(
    url,
    query,
    { input: { showingId, seatIds, idempotencyKey: randomUUID() } },
    token,
  );
  if (seatHoldCreate.hold === null) throw new Error(JSON.stringify(seatHoldCreate.errors));
  return seatHoldCreate.hold.id;
}

/** Fills the basket, checks it out, and returns the order when it is confirmed. */
export async function buy(customer, { lines, food }, prices) {
  let cart;
  for (const line of lines) cart = await add(customer, line);
  const kind = lines.length;
  const input = {
    cartVersion: cart.version,
    expectedTotal: prices.get(kind) ?? cart.total,
    paymentMethodId: customer.paymentMethodId,
    shippingAddress: home,
    food,
  };
  const order = await checkOut(customer, input, (total) => prices.set(kind, total));
  await customer.untilConfirmed(order.id);
  return order;
}

async function add({ url, token }, input) {
  const query = `mutation ($input: CartLineAddInput!) {
    cartLineAdd(input: $input) { cart { version total { minor currency } } errors { code message path } }
  }`;
  for (let tries = 0; tries < 200; tries += 1) {
    const { cartLineAdd } = await post(url, query, { input }, token);
    const [problem] = cartLineAdd.errors;
    if (problem === undefined) return cartLineAdd.cart;
    if (problem.code !== 'NOT_FOUND') throw new Error(JSON.stringify(problem));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('orders has not heard of it');
}

/** What sending costs, the basket does not know: who is told another total confirms that one. */
async function checkOut({ url, token }, input, priced) {
  const query = `mutation ($input: CheckoutInput!) { checkout(input: $input) { order { id number } ${problems} } }`;
  const { checkout } = await post(url, query, { input: { ...input, idempotencyKey: randomUUID() } }, token);
  if (checkout.order !== null) return checkout.order;
  const [{ code, actual }] = checkout.errors;
  if (code !== 'PRICE_CHANGED') throw new Error(JSON.stringify(checkout.errors));
  priced(actual);
  return checkOut({ url, token }, { ...input, expectedTotal: actual }, priced);
}
