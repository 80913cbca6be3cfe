import { randomUUID } from 'node:crypto';
import type { Viewer } from '@marquee/shared/auth';
import { bookingConfirmedV1, type EventOf, eventOf } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import type { FoodBed } from './foodBed';
import { anAdmin } from './people';

export const eur = (minor: number) => ({ minor, currency: 'EUR' });
export const home = { recipient: 'Ann', line1: '14 Capel Street', city: 'Dublin', country: 'IE' };
export const aKey = () => randomUUID();

/** Noon to ten on Wednesdays, so open at `wednesdayLunch`. */
const wednesdays = [{ weekday: 3, opens: '12:00', closes: '22:00' }];

interface UserErrors {
  readonly errors: readonly { readonly message: string }[];
}

/** What an admin's mutation answers under `field`; an error in its payload is a mistake of the test. */
async function save<Payload extends UserErrors>(
  bed: FoodBed,
  query: string,
  variables: Record<string, unknown>,
): Promise<Payload> {
  const { data, errors } = await bed.ask<Record<string, Payload>>(anAdmin(), query, variables);
  const payload = Object.values(data ?? {})[0];
  if (payload === undefined || errors !== undefined || payload.errors.length > 0) {
    throw new Error(JSON.stringify(errors ?? payload));
  }
  return payload;
}

export async function aCategory(bed: FoodBed, name = 'Soups'): Promise<string> {
  const query = `mutation ($input: FoodCategorySaveInput!) {
    foodCategorySave(input: $input) { category { id } errors { message } }
  }`;
  return (await save<UserErrors & { category: { id: string } }>(bed, query, { input: { name } })).category.id;
}

export async function aRestaurant(bed: FoodBed, given: Record<string, unknown> = {}): Promise<string> {
  const query = `mutation ($input: RestaurantSaveInput!) {
    restaurantSave(input: $input) { restaurant { id } errors { message } }
  }`;
  const input = {
    name: 'Sopra',
    address: { line1: '6 Meath Street', city: 'Dublin', country: 'IE' },
    openingHours: wednesdays,
    timeZone: 'Europe/Dublin',
    prepMinutes: 25,
    deliveryFee: eur(250),
    ...given,
  };
  return (await save<UserErrors & { restaurant: { id: string } }>(bed, query, { input })).restaurant.id;
}

export async function aFood(bed: FoodBed, categoryId: string, given: Record<string, unknown> = {}): Promise<string> {
  const query = `mutation ($input: FoodSaveInput!) { foodSave(input: $input) { food { id } errors { message } } }`;
  const input = { name: 'Leek soup', categoryId, listPrice: eur(600), ...given };
  return (await save<UserErrors & { food: { id: string } }>(bed, query, { input })).food.id;
}

export async function aMenuItem(
  bed: FoodBed,
  given: { restaurantId: string; foodId: string; categoryId: string } & Record<string, unknown>,
): Promise<string> {
  const query = `mutation ($input: MenuItemSaveInput!) {
    menuItemSave(input: $input) { menuItem { id } errors { message } }
  }`;
  const input = { price: eur(650), ...given };
  return (await save<UserErrors & { menuItem: { id: string } }>(bed, query, { input })).menuItem.id;
}

/** Two groups, "Size" of which one must be chosen and "Extras" of which two may be, and their options by name. */
export async function withOptions(bed: FoodBed, { restaurantId, categoryId, soup: id }: Kitchen) {
  const { data } = await bed.ask<{ menuItem: { food: { id: string } } }>(
    null,
    'query ($id: ID!) { menuItem(id: $id) { food { id } } }',
    { id },
  );
  const option = (name: string, minor: number) => ({ name, priceDelta: eur(minor) });
  const optionGroups = [
    {
      name: 'Size',
      minChoices: 1,
      maxChoices: 1,
      options: [option('Cup', -150), option('Bowl', 0), option('Pot', 400)],
    },
    { name: 'Extras', maxChoices: 2, options: [option('Croutons', 50), option('Cream', 80), option('Chives', 0)] },
  ];
  await aMenuItem(bed, { id, restaurantId, categoryId, foodId: data.menuItem.food.id, optionGroups });
  return optionIdsOf(bed, id);
}

/** The ids of a menu item's options, by name. */
export async function optionIdsOf(bed: FoodBed, id: string): Promise<Record<string, string>> {
  const { data } = await bed.ask<{
    menuItem: { optionGroups: { id: string; name: string; options: { id: string; name: string }[] }[] };
  }>(null, 'query ($id: ID!) { menuItem(id: $id) { optionGroups { id name options { id name } } } }', { id });
  return Object.fromEntries(
    data.menuItem.optionGroups.flatMap((group) =>
      [group, ...group.options].map(({ name, id: found }) => [name, found]),
    ),
  );
}

export interface Kitchen {
  readonly restaurantId: string;
  readonly categoryId: string;
  /** Leek soup at 6.50. */
  readonly soup: string;
  /** Soda bread at 1.99. */
  readonly bread: string;
}

/** A restaurant with two dishes, a delivery fee of 2.50 and 25 minutes to cook. */
export async function aKitchen(bed: FoodBed, given: Record<string, unknown> = {}): Promise<Kitchen> {
  const restaurantId = await aRestaurant(bed, given);
  const categoryId = await aCategory(bed);
  const soupId = await aFood(bed, categoryId);
  const breadId = await aFood(bed, categoryId, { name: 'Soda bread', listPrice: eur(180) });
  const soup = await aMenuItem(bed, { restaurantId, foodId: soupId, categoryId });
  const bread = await aMenuItem(bed, { restaurantId, foodId: breadId, categoryId, price: eur(199) });
  return { restaurantId, categoryId, soup, bread };
}

/** Food has heard of this user, who is called Cora. */
export async function introduce(bed: FoodBed, { userId }: Viewer): Promise<void> {
  await bed.db.query(`insert into user_name (user_id, display_name) values ($1, 'Cora') on conflict do nothing`, [
    userId,
  ]);
}

export async function employ(
  bed: FoodBed,
  restaurantId: string,
  viewer: Viewer,
  duties: readonly ('KITCHEN' | 'COURIER')[],
): Promise<void> {
  const { userId } = viewer;
  await introduce(bed, viewer);
  const query = `mutation ($input: RestaurantStaffInput!) { restaurantStaffSet(input: $input) { errors { message } } }`;
  await save(bed, query, { input: { restaurantId, userId, duties } });
}

/** Two soups and a bread, delivered: 17.49 with the fee. */
export function anOrderInput({ restaurantId, soup, bread }: Kitchen, given: Record<string, unknown> = {}) {
  return {
    restaurantId,
    lines: [
      { menuItemId: soup, quantity: 2 },
      { menuItemId: bread, quantity: 1, note: 'sliced' },
    ],
    fulfilment: 'DELIVERY',
    deliveryAddress: home,
    expectedTotal: eur(1749),
    idempotencyKey: aKey(),
    ...given,
  };
}

const placeQuery = `mutation ($input: FoodOrderPlaceInput!) {
  foodOrderPlace(input: $input) {
    replayed
    order { id number status total { minor currency } estimatedReadyAt }
    errors {
      __typename code message path
      ... on RestaurantClosedError { opensAt }
      ... on ItemUnavailableError { menuItemIds }
      ... on PriceChangedError { expected { minor currency } actual { minor currency } }
      ... on NotFoundError { missingId }
      ... on IdempotencyKeyReusedError { firstUsedAt }
    }
  }
}`;

export interface PlacePayload {
  readonly replayed: boolean;
  readonly order: { id: string; number: string; status: string; total: { minor: number; currency: string } } | null;
  readonly errors: readonly Record<string, unknown>[];
}

export async function place(bed: FoodBed, viewer: Viewer | null, input: Record<string, unknown>) {
  const { data, errors } = await bed.ask<{ foodOrderPlace: PlacePayload } | null>(viewer, placeQuery, { input });
  return { payload: data?.foodOrderPlace ?? null, faults: errors };
}

/** The id of an order that this customer has placed. */
export async function anOrder(bed: FoodBed, customer: Viewer, kitchen: Kitchen, given: Record<string, unknown> = {}) {
  const { payload, faults } = await place(bed, customer, anOrderInput(kitchen, given));
  if (payload?.order == null) throw new Error(JSON.stringify(faults ?? payload));
  return payload.order;
}

const statusQuery = `mutation ($input: FoodOrderStatusInput!) {
  foodOrderStatusSet(input: $input) {
    order { id status estimatedReadyAt timeline { status note at } }
    errors { __typename code path ... on InvalidTransitionError { from to allowed } ... on NotFoundError { missingId } }
  }
}`;

export interface StatusPayload {
  readonly order: {
    id: string;
    status: string;
    estimatedReadyAt: string | null;
    timeline: { status: string; note: string | null; at: string }[];
  } | null;
  readonly errors: readonly Record<string, unknown>[];
}

export async function setStatus(
  bed: FoodBed,
  viewer: Viewer | null,
  orderId: string,
  status: string,
  given: Record<string, unknown> = {},
) {
  const input = { orderId, status, ...given };
  const { data, errors } = await bed.ask<{ foodOrderStatusSet: StatusPayload | null } | null>(viewer, statusQuery, {
    input,
  });
  return { payload: data?.foodOrderStatusSet ?? null, faults: errors };
}

/** Moves the order along and expects each step to be taken. */
export async function moveThrough(bed: FoodBed, cook: Viewer, orderId: string, ...statuses: string[]): Promise<void> {
  for (const status of statuses) {
    const { payload, faults } = await setStatus(bed, cook, orderId, status);
    if (payload?.order?.status !== status) throw new Error(JSON.stringify(faults ?? payload));
  }
}

export async function cancel(bed: FoodBed, viewer: Viewer | null, orderId: string, key = aKey(), reason?: string) {
  const query = `mutation ($orderId: ID!, $reason: String, $key: IdempotencyKey!) {
    foodOrderCancel(orderId: $orderId, reason: $reason, idempotencyKey: $key) {
      replayed
      order { id status timeline { status note } }
      errors { __typename code path message ... on NotFoundError { missingId } }
    }
  }`;
  const { data, errors } = await bed.ask<{
    foodOrderCancel: {
      replayed: boolean;
      order: { status: string; timeline: { status: string; note: string | null }[] } | null;
      errors: readonly Record<string, unknown>[];
    } | null;
  } | null>(viewer, query, { orderId, key, ...(reason !== undefined && { reason }) });
  return { payload: data?.foodOrderCancel ?? null, faults: errors };
}

/** The id of a delivery that has come as far as that status. */
export async function aDelivery(
  bed: FoodBed,
  { customer, kitchen, cook, until }: { customer: Viewer; kitchen: Kitchen; cook: Viewer; until: string },
): Promise<string> {
  const wholeWay = ['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED'];
  const { id } = await anOrder(bed, customer, kitchen);
  await moveThrough(bed, cook, id, ...wholeWay.slice(0, wholeWay.indexOf(until) + 1));
  return id;
}

interface CourierPayload {
  readonly order: { id: string; courier: Record<string, unknown> | null } | null;
  readonly errors: readonly Record<string, unknown>[];
}
const courierPayload = `
  order { id courier { displayName location { latitude longitude } locationUpdatedAt } }
  errors { __typename code path ... on NotFoundError { missingId } }`;

export async function assign(bed: FoodBed, viewer: Viewer | null, orderId: string, userId: string) {
  const query = `mutation ($orderId: ID!, $userId: ID!) { done: courierAssign(orderId: $orderId, userId: $userId) { ${courierPayload} } }`;
  const { data, errors } = await bed.ask<{ done: CourierPayload | null } | null>(viewer, query, { orderId, userId });
  return { payload: data?.done ?? null, faults: errors };
}

export async function report(
  bed: FoodBed,
  viewer: Viewer | null,
  orderId: string,
  location: { latitude: number; longitude: number },
) {
  const query = `mutation ($orderId: ID!, $location: GeoPointInput!) {
    done: courierLocationReport(orderId: $orderId, location: $location) { ${courierPayload} }
  }`;
  const { data, errors } = await bed.ask<{ done: CourierPayload | null } | null>(viewer, query, { orderId, location });
  return { payload: data?.done ?? null, faults: errors };
}

export type BookingState = EventOf<typeof bookingConfirmedV1>['data'];

/** Two seats at the Lantern, tonight at eight, as booking tells of them. */
export function aBookingOf({ userId: customerId }: Viewer, given: Partial<BookingState> = {}): BookingState {
  return {
    bookingId: newId('booking'),
    number: 'B-7K3M-92QX',
    customerId,
    showingId: newId('showing'),
    showing: { movieTitle: 'Nine Bridges', theaterName: 'Lantern Cinema', startsAt: '2030-07-03T19:00:00.000Z' },
    status: 'CONFIRMED',
    seatIds: [newId('seat'), newId('seat')],
    total: eur(2400),
    version: 1,
    ...given,
  };
}

/** Food has heard of this booking. */
export async function aKnownBooking(
  bed: FoodBed,
  customer: Viewer,
  given: Partial<BookingState> = {},
): Promise<BookingState> {
  const booking = aBookingOf(customer, given);
  await bed.hear(eventOf(bookingConfirmedV1, { aggregateId: booking.bookingId, data: booking }));
  await eventually(async () => {
    const known: unknown[] = await bed.db.query('select from seat_booking where booking_id = $1', [booking.bookingId]);
    if (known.length === 0) throw new Error('food has not heard of the booking');
  });
  return booking;
}

/** To those seats: no address, no fee, 14.99. */
export const toSeats = ({ bookingId }: Pick<BookingState, 'bookingId'>) => ({
  fulfilment: 'TO_SEAT',
  deliveryAddress: null,
  seatBookingId: bookingId,
  expectedTotal: eur(1499),
});

/** What food has told of a thing: type and data of each event, oldest first. */
export function toldOf(bed: FoodBed, aggregateId: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  return bed.db.query(`select type, envelope -> 'data' as data from outbox where aggregate_id = $1 order by id`, [
    aggregateId,
  ]);
}
