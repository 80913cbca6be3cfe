import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In, LessThanOrEqual, Not } from 'typeorm';
import type { Booking, BookingStatus } from '../domain/booking';
import { BookedSeatEntity } from './bookedSeat.entity';
import { BookingEntity } from './booking.entity';
import { BookingTimelineEntity } from './bookingTimeline.entity';

/** What must hold for a booking to be listed; null does not narrow. */
export interface BookingCriteria {
  readonly customerId: string | null;
  readonly showingId: string | null;
  readonly statuses: readonly BookingStatus[] | null;
  readonly createdAfter: Date | null;
  readonly createdBefore: Date | null;
}

/** Ids grow with time, so the last made comes first. */
const newestFirst: Order<Booking> = { columns: [sql`row.id`], descending: true, keysOf: ({ id }) => [id] };

/** The rule of `statusAt` in SQL, so that a page stops at its size. */
const statusByClock = sql`case
  when row.status = 'PENDING_PAYMENT' and row.expiresAt <= booking_now() then 'EXPIRED' else row.status end`;

/** All queries on bookings. */
export function bookingsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<Booking[]> => db.findBy(BookingEntity, { id: In([...ids]) }),

    findByNumbers: (numbers: readonly string[]): Promise<Booking[]> =>
      db.findBy(BookingEntity, { number: In([...numbers]) }),

    find: (id: string): Promise<Booking | null> => db.findOneBy(BookingEntity, { id }),

    /** Locks the row. Whoever changes seats as well locks the showing before. */
    findForUpdate: (id: string): Promise<Booking | null> =>
      db.findOne(BookingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    /** In the order of ids, and not changed until the transaction ends. */
    findForShare: (ids: readonly string[]): Promise<Booking[]> =>
      db.find(BookingEntity, {
        where: { id: In([...ids]) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_read' },
      }),

    /** Those of a showing that are not over, locked in the order of their ids. */
    standingOfShowing: (showingId: string): Promise<Booking[]> =>
      db.find(BookingEntity, {
        where: { showingId, status: Not(In(['CANCELLED', 'REFUNDED', 'EXPIRED'])) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      }),

    /** Those of a locked showing that wait for their payment and whose time is over, in the order of their ids. */
    dueOfShowing: (showingId: string, at: Date): Promise<Booking[]> =>
      db.find(BookingEntity, {
        where: { showingId, status: 'PENDING_PAYMENT', expiresAt: LessThanOrEqual(at) },
        order: { id: 'ASC' },
      }),

    /** Showings with bookings whose time is over and that nobody has ended. */
    async showingsWithDue(limit: number): Promise<string[]> {
      const rows: { showing_id: string }[] = await db.query(
        `select distinct showing_id from (
           select showing_id from booking
           where status = 'PENDING_PAYMENT' and expires_at <= booking_now() order by expires_at limit $1
         ) as due`,
        [limit],
      );
      return rows.map(({ showing_id: showingId }) => showingId);
    },

    seatsOf: (bookingIds: readonly string[]): Promise<BookedSeatEntity[]> =>
      db.find(BookedSeatEntity, {
        where: { bookingId: In([...bookingIds]) },
        order: { bookingId: 'ASC', position: 'ASC' },
      }),

    findSeats: (ids: readonly string[]): Promise<BookedSeatEntity[]> =>
      db.findBy(BookedSeatEntity, { id: In([...ids]) }),

    timelinesOf: (bookingIds: readonly string[]): Promise<BookingTimelineEntity[]> =>
      db.find(BookingTimelineEntity, {
        where: { bookingId: In([...bookingIds]) },
        order: { bookingId: 'ASC', version: 'ASC' },
      }),

    list(criteria: BookingCriteria, page: Page): Promise<Listing<Booking>> {
      const { customerId, showingId, statuses, createdAfter, createdBefore } = criteria;
      const query = db.createQueryBuilder(BookingEntity, 'row');
      if (customerId !== null) query.andWhere('row.customerId = :customerId', { customerId });
      if (showingId !== null) query.andWhere('row.showingId = :showingId', { showingId });
      if (statuses !== null) query.andWhere(sql`${statusByClock} = any (:statuses)`, { statuses });
      if (createdAfter !== null) query.andWhere('row.createdAt >= :createdAfter', { createdAfter });
      if (createdBefore !== null) query.andWhere('row.createdAt < :createdBefore', { createdBefore });
      return listingOf(query, page, newestFirst);
    },

    /** False when the number is taken, and then nothing has happened. */
    async insert(booking: Booking): Promise<boolean> {
      const inserted = await db
        .createQueryBuilder()
        .insert()
        .into(BookingEntity)
        .values(booking)
        .orIgnore('("number") do nothing')
        .returning('id')
        .execute();
      return (inserted.raw as unknown[]).length === 1;
    },

    async insertSeats(seats: readonly BookedSeatEntity[]): Promise<void> {
      await db.insert(BookedSeatEntity, [...seats]);
    },

    async update({ id, status, seatCount, totalMinor, version, updatedAt }: Booking): Promise<void> {
      await db.update(BookingEntity, { id }, { status, seatCount, totalMinor, version, updatedAt });
    },

    /** Notes the step that the booking has just taken. */
    async appendTimeline({ id, version, status, updatedAt: at }: Booking, note: string | null): Promise<void> {
      await db.insert(BookingTimelineEntity, { bookingId: id, version, status, note, at });
    },
  };
}
