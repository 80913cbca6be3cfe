import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventContract,
  type EventHandler,
  type EventOf,
  foodSavedV1,
  handlesOnce,
  movieSavedV1,
  orderCreatedV1,
  orderUpdatedV1,
  restaurantSavedV1,
  showingSavedV1,
  theaterSavedV1,
} from '@marquee/shared/events';
import {
  bookingDocument,
  foodDocument,
  movieDocument,
  orderDocument,
  restaurantDocument,
  showingDocument,
  theaterDocument,
} from '../documents/documents';
import type { SearchDocument } from '../domain/searchDocument';
import { searchDocumentsRepository } from '../persistence/searchDocumentsRepository';

type Found = SearchDocument | { readonly gone: Pick<SearchDocument, 'kind' | 'id'> };

/** Keeps what can be found of a thing as an event says it; null when that says nothing of it. */
function keeps<Contract extends EventContract>(
  contract: Contract,
  name: string,
  read: (data: EventOf<Contract>['data']) => Found | null,
): EventHandler {
  // A second copy of an old event must not bring an old state back.
  return handlesOnce(contract, name, async (tx, { data }) => {
    const found = read(data);
    if (found === null) return;
    const documents = searchDocumentsRepository(tx);
    if ('gone' in found) await documents.remove(found.gone.kind, found.gone.id);
    else await documents.save(found);
  });
}

/** One that was not paid in time never was one to find. */
const ofBooking = (booking: EventOf<typeof bookingExpiredV1>['data']): Found =>
  booking.status === 'EXPIRED' ? { gone: { kind: 'BOOKING', id: booking.bookingId } } : bookingDocument(booking);

/** Nothing by which an order is found changes later, so it is told when it is made, and again only on request. */
const ofOrder = (order: EventOf<typeof orderCreatedV1>['data']) =>
  order.titles === undefined ? null : orderDocument(order, order.titles);

/** What can be found of films, theaters, showings, bookings, orders, restaurants and dishes, by what their owners tell. */
export const documentHandlers: readonly EventHandler[] = [
  keeps(movieSavedV1, 'keepMovieOnMovieSaved', movieDocument),
  keeps(theaterSavedV1, 'keepTheaterOnTheaterSaved', theaterDocument),
  keeps(showingSavedV1, 'keepShowingOnShowingSaved', (showing) =>
    showing.isCancelled ? { gone: { kind: 'SHOWING', id: showing.showingId } } : showingDocument(showing),
  ),
  keeps(bookingCreatedV1, 'keepBookingOnBookingCreated', bookingDocument),
  keeps(bookingConfirmedV1, 'keepBookingOnBookingConfirmed', bookingDocument),
  keeps(bookingUpdatedV1, 'keepBookingOnBookingUpdated', ofBooking),
  keeps(bookingCancelledV1, 'keepBookingOnBookingCancelled', bookingDocument),
  keeps(bookingExpiredV1, 'forgetBookingOnBookingExpired', ofBooking),
  keeps(orderCreatedV1, 'keepOrderOnOrderCreated', ofOrder),
  keeps(orderUpdatedV1, 'keepOrderOnOrderUpdated', ofOrder),
  keeps(restaurantSavedV1, 'keepRestaurantOnRestaurantSaved', restaurantDocument),
  keeps(foodSavedV1, 'keepFoodOnFoodSaved', foodDocument),
];
