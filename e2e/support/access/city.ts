import { randomUUID } from 'node:crypto';
import type { Viewer } from '@marquee/shared/auth';
import { eventually } from '@marquee/shared/testing';
import { listen } from '../client';
import { giveDuties } from '../duties';
import { orderInput } from '../foodOrders';
import { type Kitchen, openKitchen } from '../kitchen';
import { administrator, type Marquee } from '../marquee';
import { logIn, logInWithScope, type Person, register, registerAtDoor } from '../people';
import type { Party, Target } from './access';
import { type Evening, openEvening } from './booking/bookingCity';
import { openShopFloor, type ShopFloor } from './catalog/catalogCity';
import { openShopping, type Shopping } from './orders/shoppingCity';
import { openTill, type Till } from './payments/tillCity';
import { run, unknownId, unknownNumber } from './run';

/** The people and things of the matrix. Whatever belongs to somebody belongs to the owner. */
export interface City {
  readonly marquee: Marquee;
  readonly people: Readonly<Record<Exclude<Party, 'anonymous'>, Member>>;
  readonly kitchen: Kitchen;
  readonly order: OrderTarget;
  /** To the seats of the owner's booking. */
  readonly snack: OrderTarget;
  /** A delivery whose payment is waited for. */
  readonly unpaid: OrderTarget;
  readonly address: Target;
  readonly session: Target;
  /** The owner, as others may come across them. */
  readonly owner: Target;
  /** The dish that the kitchen sells, and its category. */
  readonly foodId: string;
  readonly categoryId: string;
  /** What the owner has at the cinema. */
  readonly evening: Evening;
  /** What the shop sells, and what it keeps to itself. */
  readonly shopFloor: ShopFloor;
  /** What the owner has paid. */
  readonly till: Till;
  /** What the owner has in the basket, and has ordered. */
  readonly shopping: Shopping;
  /** A cursor from before all of it. */
  readonly beginning: string;
  /** Asks for everything that a type has. */
  readonly whole: (typeName: string) => string;
}

/** Somebody with an account; the token carries the scopes that they hold. */
export type Member = Pick<Person, 'id' | 'email' | 'password' | 'token'>;

export interface OrderTarget extends Target {
  readonly keys: { readonly id: string; readonly number: string };
}

/** Opens two restaurants, fills them with people, and lets the owner order something that is on its way. */
export async function openCity(marquee: Marquee, whole: City['whole']): Promise<City> {
  const { url } = marquee;
  const kitchen = await openKitchen(url);
  const otherKitchen = await openKitchen(url, 'Ramen Alley');
  const admin = await memberOf(marquee, administrator);
  const courier = await register(url, 'Carla');
  const colleague = await register(url, 'Cemal');
  const moderator = await register(url, 'Mo');
  for (const { id: userId } of [courier, colleague]) {
    await giveDuties(url, admin.token, { restaurantId: kitchen.restaurantId, userId, duties: ['COURIER'] });
  }
  await giveDuties(url, admin.token, {
    restaurantId: otherKitchen.restaurantId,
    userId: otherKitchen.cook.id,
    duties: ['KITCHEN', 'COURIER'],
  });
  await run(
    marquee,
    admin.token,
    'mutation ($input: RoleAssignInput!) { roleAssign(input: $input) { user { id } errors { code message } } }',
    { input: { userId: moderator.id, role: 'MODERATOR', reason: 'the matrix' } },
  );
  const { owner, target, session } = await settleOwner(marquee);
  const people = {
    owner,
    other: await register(url, 'Oscar'),
    staff: { ...kitchen.cook, token: kitchen.cookToken },
    courier: { ...courier, token: await logInWithScope(url, courier, 'food:deliver') },
    colleague: { ...colleague, token: await logInWithScope(url, colleague, 'food:deliver') },
    door: await registerAtDoor(url),
    elsewhere: { ...otherKitchen.cook, token: await logInWithScope(url, otherKitchen.cook, 'food:deliver') },
    moderator: { ...moderator, token: await logIn(url, moderator) },
    admin,
  };
  const started = { marquee, people, kitchen, owner: target, session };
  const beginning = await firstCursor(started);
  const address = await saveAddress(started);
  const order = await orderOnItsWay(started);
  const { menuItem } = await run<{ menuItem: { food: { id: string; category: { id: string } } } }>(
    marquee,
    undefined,
    'query ($id: ID!) { menuItem(id: $id) { food { id category { id } } } }',
    { id: kitchen.pizzaId },
  );
  const { id: foodId, category } = menuItem.food;
  const evening = await openEvening(started);
  const snack = await orderToSeats(started, evening);
  const unpaid = await orderToDoor(started, { paymentMethodId: unknownId('pmt') });
  const shopFloor = await openShopFloor(started);
  const till = await openTill(started);
  const shopping = await openShopping(started, shopFloor);
  return {
    ...started,
    address,
    order,
    snack,
    unpaid,
    beginning,
    foodId,
    categoryId: category.id,
    evening,
    shopFloor,
    till,
    shopping,
    whole,
  };
}

export type Started = Pick<City, 'marquee' | 'people' | 'kitchen'>;

async function memberOf(
  marquee: Marquee,
  person: { readonly email: string; readonly password: string },
): Promise<Member> {
  const token = await logIn(marquee.url, person);
  return { ...person, token, id: viewerOf(token).userId };
}

/** A customer with everything that a profile can hold, signed in on a device with a name. */
async function settleOwner(marquee: Marquee): Promise<{ owner: Member; target: Target; session: Target }> {
  const tag = randomUUID().slice(0, 8);
  const person = { email: `nora.${tag}@example.com`, password: `three ${randomUUID()} herons` };
  const input = {
    ...person,
    displayName: 'Nora',
    username: `nora.${tag}`,
    firstName: `Nora${tag.replace(/\d/g, 'x')}`,
    lastName: `Quill${tag.replace(/\d/g, 'x')}`,
    phone: `+35387${String(Number.parseInt(tag, 16)).padStart(10, '0').slice(0, 7)}`,
    delivery: 'BEARER',
  };
  await run(marquee, undefined, registerMutation, { input });
  const deviceName = `device ${tag}`;
  const { login } = await run<{ login: { tokens: { accessToken: string } } }>(marquee, undefined, loginMutation, {
    input: { identifier: person.email, password: person.password, delivery: 'BEARER', deviceName },
  });
  const token = login.tokens.accessToken;
  const { userId: id, sessionId } = viewerOf(token);
  return {
    owner: { ...person, id, token },
    target: {
      keys: { id, email: person.email },
      unknown: { id: unknownId('usr'), email: `nobody.${tag}@example.com` },
      marks: [person.email, input.username, input.firstName, input.lastName, input.phone],
    },
    session: { keys: { id: sessionId }, unknown: { id: unknownId('ses') }, marks: [deviceName] },
  };
}

const registerMutation =
  'mutation ($input: RegisterInput!) { register(input: $input) { user { id } errors { code message path } } }';
const loginMutation = `mutation ($input: LoginInput!) {
  login(input: $input) { tokens { accessToken refreshToken } errors { code message } }
}`;

/** Opens one more session of a member. */
export async function openSession(
  { marquee }: Pick<City, 'marquee'>,
  { email, password }: Pick<Member, 'email' | 'password'>,
  deviceName = 'another device',
): Promise<{ token: string; refreshToken: string }> {
  const { login } = await run<{ login: { tokens: { accessToken: string; refreshToken: string } } }>(
    marquee,
    undefined,
    loginMutation,
    { input: { identifier: email, password, delivery: 'BEARER', deviceName } },
  );
  return { token: login.tokens.accessToken, refreshToken: login.tokens.refreshToken };
}

/** An address of the owner's. */
export async function saveAddress({ marquee, people }: Pick<City, 'marquee' | 'people'>): Promise<Target> {
  const line1 = `${randomUUID()} Hidden Row`;
  const { addressSave } = await run<{ addressSave: { savedAddress: { id: string } } }>(
    marquee,
    people.owner.token,
    `mutation ($input: AddressSaveInput!) { addressSave(input: $input) { savedAddress { id } errors { code message } } }`,
    { input: { label: 'Home', address: { line1, city: 'Dublin', country: 'IE' } } },
  );
  return { keys: { id: addressSave.savedAddress.id }, unknown: { id: unknownId('adr') }, marks: [line1] };
}

/** A delivery of the owner's that the kitchen has not answered. */
export const placeDelivery = (city: Started): Promise<OrderTarget> => orderToDoor(city, {});

async function orderToDoor(city: Started, more: Readonly<Record<string, unknown>>): Promise<OrderTarget> {
  const line1 = `${randomUUID()} Hidden Lane`;
  const deliveryAddress = { line1, city: 'Dublin', country: 'IE' };
  const order = await placeOrder(city, { fulfilment: 'DELIVERY', deliveryAddress, ...more });
  return { ...order, marks: [...order.marks, line1] };
}

/** What names seats to bring food to. */
export const toSeats = (bookingId: string | undefined) => ({ fulfilment: 'TO_SEAT', seatBookingId: bookingId });

/** Food brought to the owner's seats, once food has heard of the booking. */
async function orderToSeats(city: Started, { booking }: Evening): Promise<OrderTarget> {
  let order: OrderTarget | null = null;
  await eventually(async () => {
    order = await placeOrder(city, toSeats(booking.keys.id));
  }, 20_000);
  if (order === null) throw new Error('no food was ordered to the seats');
  return order;
}

async function placeOrder(
  { marquee, people, kitchen }: Started,
  how: Readonly<Record<string, unknown>>,
): Promise<OrderTarget> {
  const note = `note ${randomUUID()}`;
  const input = orderInput(kitchen, { note, ...how });
  const { foodOrderPlace } = await run<{ foodOrderPlace: { order: { id: string; number: string } } }>(
    marquee,
    people.owner.token,
    `mutation ($input: FoodOrderPlaceInput!) {
      foodOrderPlace(input: $input) { order { id number } errors { code message } }
    }`,
    { input },
  );
  const { id, number } = foodOrderPlace.order;
  return {
    keys: { id, number },
    unknown: { id: unknownId('ford'), number: unknownNumber },
    marks: [note],
  };
}

const kitchenSteps = ['ACCEPTED', 'PREPARING', 'READY'];

/** The same, and the kitchen has brought it to that status. */
export async function deliveryAt(city: Started, status: string): Promise<OrderTarget> {
  const order = await placeDelivery(city);
  for (const step of kitchenSteps.slice(0, kitchenSteps.indexOf(status) + 1)) {
    await setStatus(city, city.people.staff, order, step);
  }
  return order;
}

async function setStatus({ marquee }: Started, by: Member, { keys }: OrderTarget, status: string): Promise<void> {
  const query =
    'mutation ($input: FoodOrderStatusInput!) { foodOrderStatusSet(input: $input) { errors { code message } } }';
  await run(marquee, by.token, query, { input: { orderId: keys.id, status } });
}

/** Cooked, and with the courier. */
export async function deliveryOfCourier(city: Started): Promise<OrderTarget> {
  const order = await deliveryAt(city, 'READY');
  await setStatus(city, city.people.courier, order, 'PICKED_UP');
  return order;
}

/** With the courier, who has said where they are. */
async function orderOnItsWay(city: Started): Promise<OrderTarget> {
  const order = await deliveryOfCourier(city);
  await run(
    city.marquee,
    city.people.courier.token,
    `mutation ($orderId: ID!) {
      courierLocationReport(orderId: $orderId, location: { latitude: 53.3419, longitude: -6.2608 }) { errors { code message } }
    }`,
    { orderId: order.keys.id },
  );
  return order;
}

/** The cursor of an event of the owner's. Nothing else tells that a subscription runs, so it orders until one comes. */
async function firstCursor(city: Started): Promise<string> {
  const { marquee, people } = city;
  const watching = listen<{ foodOrderChanged: { cursor: string } }>(
    marquee.url,
    'subscription { foodOrderChanged { cursor } }',
    {},
    people.owner,
  );
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await placeDelivery(city);
    const found = await watching.find(() => true, 1_000);
    if (found === null) continue;
    await watching.close();
    return found.foodOrderChanged.cursor;
  }
  throw new Error('the subscription never ran');
}

/** What the gateway reads in an access token. */
export function viewerOf(token: string): Viewer {
  const payload: { sub: string; sid: string; role: Viewer['role']; scope: string } = JSON.parse(
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
  );
  const scopes = payload.scope === '' ? [] : payload.scope.split(' ');
  return { userId: payload.sub, sessionId: payload.sid, role: payload.role, scopes };
}

/** The token of a party; nobody's for the anonymous. */
export function tokenOf({ people }: Pick<City, 'people'>, party: Party): string | undefined {
  return party === 'anonymous' ? undefined : people[party].token;
}
