import {
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  categorySavedV1,
  type EventEnvelope,
  type EventOf,
  eventOf,
  foodSavedV1,
  movieSavedV1,
  orderCreatedV1,
  orderUpdatedV1,
  productCreatedV1,
  productDeletedV1,
  productUpdatedV1,
  restaurantSavedV1,
  showingSavedV1,
  theaterSavedV1,
} from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';

/** Events as the owners send them, with what a test does not care for filled in. */
export function movieSaved(given: { movieId?: string; title: string; description?: string }): EventEnvelope {
  const data = { movieId: newId('movie'), description: null, genres: ['Drama'], releasedOn: null, ...given };
  return eventOf(movieSavedV1, { aggregateId: data.movieId, data });
}

export function theaterSaved(given: { theaterId?: string; name: string }): EventEnvelope {
  const data = { theaterId: newId('theater'), street: '21 Parnell Street', city: 'Dublin', ...given };
  return eventOf(theaterSavedV1, { aggregateId: data.theaterId, data });
}

export function showingSaved(given: {
  showingId?: string;
  movieTitle: string;
  endsAt?: string;
  isCancelled?: boolean;
}): EventEnvelope {
  const data = {
    showingId: newId('showing'),
    movieId: newId('movie'),
    genres: ['Drama'],
    theaterId: newId('theater'),
    theaterName: 'Lantern Cinema',
    city: 'Dublin',
    screenName: 'Screen 1',
    startsAt: '2030-07-03T19:00:00.000Z',
    endsAt: '2030-07-03T21:00:00.000Z',
    isCancelled: false,
    ...given,
  };
  return eventOf(showingSavedV1, { aggregateId: data.showingId, data });
}

interface GivenBooking {
  readonly customerId: string;
  readonly number: string;
  readonly bookingId?: string;
}

/** A booking is made, and waits for its payment. */
export function bookingCreated(given: GivenBooking): EventEnvelope {
  const waits = { status: 'PENDING_PAYMENT', expiresAt: '2030-07-03T12:10:00.000Z', isOfOrder: false } as const;
  const data = { ...aBooking(given), ...waits };
  return eventOf(bookingCreatedV1, { aggregateId: data.bookingId, data });
}

/** It was not paid in time. */
export function bookingExpired(given: GivenBooking): EventEnvelope {
  const data = { ...aBooking(given), status: 'EXPIRED' as const, version: 2 };
  return eventOf(bookingExpiredV1, { aggregateId: data.bookingId, data });
}

export function bookingConfirmed(given: GivenBooking): EventEnvelope {
  const data = aBooking(given);
  return eventOf(bookingConfirmedV1, { aggregateId: data.bookingId, data });
}

function aBooking(given: GivenBooking) {
  return {
    bookingId: newId('booking'),
    showingId: newId('showing'),
    showing: { movieTitle: 'Marzipan', theaterName: 'Lantern Cinema', startsAt: '2030-07-03T19:00:00.000Z' },
    status: 'CONFIRMED' as const,
    seatIds: [newId('seat')],
    total: { minor: 1200, currency: 'EUR' },
    version: 1,
    ...given,
  };
}

/** An order is made. */
export function orderCreated(given: GivenOrder): EventEnvelope {
  const data = anOrder(given);
  return eventOf(orderCreatedV1, { aggregateId: data.orderId, data });
}

/** Something else of an order is new; with titles it is told again. */
export function orderUpdated(given: GivenOrder): EventEnvelope {
  const data = { ...anOrder(given), version: 2 };
  return eventOf(orderUpdatedV1, { aggregateId: data.orderId, data });
}

interface GivenOrder {
  readonly customerId: string;
  readonly number: string;
  readonly orderId?: string;
  readonly titles?: string[];
}

function anOrder(given: GivenOrder) {
  const total = { minor: 4900, currency: 'EUR' };
  return { orderId: newId('order'), status: 'CONFIRMED' as const, total, isPayable: false, version: 1, ...given };
}

export function restaurantSaved(given: { restaurantId?: string; name: string }): EventEnvelope {
  const data = {
    restaurantId: newId('restaurant'),
    street: '6 Meath Street',
    city: 'Dublin',
    cuisines: ['Italian'],
    ...given,
  };
  return eventOf(restaurantSavedV1, { aggregateId: data.restaurantId, data });
}

export function foodSaved(given: { foodId?: string; name: string }): EventEnvelope {
  const data = { foodId: newId('food'), description: null, category: 'Soups', dietary: ['GLUTEN_FREE'], ...given };
  return eventOf(foodSavedV1, { aggregateId: data.foodId, data });
}

type ItemFacts = EventOf<typeof productUpdatedV1>['data'];

const itemContracts = {
  'product.created': productCreatedV1,
  'product.updated': productUpdatedV1,
  'product.deleted': productDeletedV1,
} as const;

/** Version 1 of a product that is sold, unless something else is given. */
export function itemTold(
  type: keyof typeof itemContracts,
  given: Partial<ItemFacts> & Pick<ItemFacts, 'title'>,
): EventEnvelope {
  const data: ItemFacts = {
    itemId: newId('product'),
    kind: 'PRODUCT',
    sku: 'T-1',
    isbn: null,
    subtitle: null,
    description: null,
    authors: [],
    category: null,
    price: { minor: 2500, currency: 'EUR' },
    prices: [],
    weightGrams: null,
    isActive: true,
    version: 1,
    ...given,
  };
  return eventOf(itemContracts[type], { aggregateId: data.itemId, data });
}

export function categorySaved(category: { id: string; name: string; occurredAt?: string }): EventEnvelope {
  const { id: categoryId, name, occurredAt = '2030-07-03T12:00:00.000Z' } = category;
  const data = { categoryId, slug: 'shelf', name, parentId: null };
  return eventOf(categorySavedV1, { aggregateId: categoryId, occurredAt: new Date(occurredAt), data });
}
