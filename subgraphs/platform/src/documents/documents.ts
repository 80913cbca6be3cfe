import type {
  bookingConfirmedV1,
  EventContract,
  EventOf,
  foodSavedV1,
  movieSavedV1,
  orderCreatedV1,
  productUpdatedV1,
  restaurantSavedV1,
  showingSavedV1,
  theaterSavedV1,
} from '@marquee/shared/events';
import type { SearchDocument } from '../domain/searchDocument';

type Data<Contract extends EventContract> = EventOf<Contract>['data'];

const words = (...texts: readonly string[]) => texts.join(' ');

/** A number as one types it who leaves out its hyphens. */
const withoutSigns = (number: string) => number.replace(/[^a-z\d]/gi, '');

const forEveryone = { ownerId: null, visibleUntil: null } as const;

/** What the catalog says of a product or a book. */
export type CatalogItemFacts = Data<typeof productUpdatedV1>;

/** A product or a book; `category` is what its category is called now. A SKU is found without its signs too. */
export function catalogItemDocument(item: CatalogItemFacts, category: string | null): SearchDocument {
  const { kind, itemId, sku, isbn, title, subtitle, description, authors } = item;
  const shelves = category === null ? [] : [category];
  // A book without a SKU of its own has its ISBN as such.
  const numbers = [sku, withoutSigns(sku)].filter((number, nth, all) => number !== isbn && all.indexOf(number) === nth);
  return {
    ...forEveryone,
    kind,
    id: itemId,
    title,
    keywords: words(...authors, ...shelves, ...numbers, ...(isbn === null ? [] : ['ISBN', isbn])),
    body: words(...[subtitle, description].filter((text) => text !== null)),
    facets: { author: [...new Set(authors)], category: shelves },
  };
}

export function movieDocument({ movieId, title, description, genres }: Data<typeof movieSavedV1>): SearchDocument {
  return {
    ...forEveryone,
    kind: 'MOVIE',
    id: movieId,
    title,
    keywords: words(...genres),
    body: description ?? '',
    facets: { genre: genres },
  };
}

export function theaterDocument({ theaterId, name, street, city }: Data<typeof theaterSavedV1>): SearchDocument {
  return {
    ...forEveryone,
    kind: 'THEATER',
    id: theaterId,
    title: name,
    keywords: city,
    body: street,
    facets: { city: [city] },
  };
}

/** Found until it is over. */
export function showingDocument(showing: Data<typeof showingSavedV1>): SearchDocument {
  const { showingId, movieTitle, genres, theaterName, city, screenName, endsAt } = showing;
  return {
    kind: 'SHOWING',
    id: showingId,
    ownerId: null,
    title: `${movieTitle} at ${theaterName}`,
    keywords: words(city, screenName, ...genres),
    body: '',
    facets: { city: [city], genre: genres },
    visibleUntil: new Date(endsAt),
  };
}

/** Found by its customer alone; by its number without the hyphens too. */
export function bookingDocument(booking: Data<typeof bookingConfirmedV1>): SearchDocument {
  const { bookingId, number, customerId, showing } = booking;
  return {
    kind: 'BOOKING',
    id: bookingId,
    ownerId: customerId,
    title: `Booking ${number}`,
    keywords: words(withoutSigns(number), showing.movieTitle, showing.theaterName),
    body: '',
    facets: {},
    visibleUntil: null,
  };
}

/** Found by its customer alone, by its number without its signs too, and by what was ordered. */
export function orderDocument(
  { orderId, number, customerId }: Data<typeof orderCreatedV1>,
  titles: readonly string[],
): SearchDocument {
  return {
    kind: 'ORDER',
    id: orderId,
    ownerId: customerId,
    title: `Order ${number}`,
    keywords: words(withoutSigns(number), ...new Set(titles)),
    body: '',
    facets: {},
    visibleUntil: null,
  };
}

export function restaurantDocument(restaurant: Data<typeof restaurantSavedV1>): SearchDocument {
  const { restaurantId, name, street, city, cuisines } = restaurant;
  return {
    ...forEveryone,
    kind: 'RESTAURANT',
    id: restaurantId,
    title: name,
    keywords: words(city, ...cuisines),
    body: street,
    facets: { city: [city], cuisine: cuisines },
  };
}

export function foodDocument({
  foodId,
  name,
  description,
  category,
  dietary,
}: Data<typeof foodSavedV1>): SearchDocument {
  const labels = dietary.map((label) => label.toLowerCase().replaceAll('_', ' '));
  return {
    ...forEveryone,
    kind: 'FOOD',
    id: foodId,
    title: name,
    keywords: words(category, ...labels),
    body: description ?? '',
    facets: { category: [category] },
  };
}
