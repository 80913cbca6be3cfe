import { hasScope, type Viewer } from '@marquee/shared/auth';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { filterId } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { readAnyScope } from '../../domain/access';
import type { Booking, BookingStatus } from '../../domain/booking';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import type { BookingServices } from '../services';

export interface ListBookings extends PageArguments {
  readonly filter?:
    | {
        readonly status?: readonly BookingStatus[] | null | undefined;
        readonly showingId?: string | null | undefined;
        readonly userId?: string | null | undefined;
        readonly createdAfter?: Date | null | undefined;
        readonly createdBefore?: Date | null | undefined;
      }
    | null
    | undefined;
}

/** The bookings that the viewer may see, newest first. @throws InvalidInput for a page that cannot be */
export function listBookings(
  { db }: BookingServices,
  viewer: Viewer,
  { filter, ...args }: ListBookings,
): Promise<Listing<Booking>> {
  const { userId } = filter ?? {};
  const mayReadAll = hasScope(viewer, readAnyScope);
  // Whoever may not read any finds in another's bookings what is there for them: nothing.
  const isForeign = !mayReadAll && userId != null && userId !== viewer.userId;
  const customerId = mayReadAll ? filterId(userId) : isForeign ? '' : viewer.userId;
  return list(db.manager, 'bookings', customerId, { filter, ...args });
}

/** The bookings that this customer made, newest first. */
export function listBookingsOf(
  db: EntityManager,
  customerId: string,
  { filter, ...args }: ListBookings,
): Promise<Listing<Booking>> {
  const isForeign = filter?.userId != null && filter.userId !== customerId;
  return list(db, 'User.bookings', isForeign ? '' : customerId, { filter, ...args });
}

function list(
  db: EntityManager,
  name: string,
  customerId: string | null,
  { filter, ...args }: ListBookings,
): Promise<Listing<Booking>> {
  const { status, showingId, createdAfter, createdBefore } = filter ?? {};
  const criteria = {
    customerId,
    showingId: filterId(showingId),
    statuses: status ?? null,
    createdAfter: createdAfter ?? null,
    createdBefore: createdBefore ?? null,
  };
  return bookingsRepository(db).list(criteria, readPage(args, { list: name, keyCount: 1 }));
}
