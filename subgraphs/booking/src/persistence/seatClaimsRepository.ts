import type { EntityManager } from 'typeorm';

/** Whose a seat of a showing is now. */
export interface SeatClaim {
  readonly showingId: string;
  readonly seatId: string;
  readonly kind: 'HOLD' | 'BOOKING' | 'BLOCK';
  readonly holdId: string | null;
  readonly bookingId: string | null;
  /** Of a hold, or of a booking that waits for its payment. */
  readonly expiresAt: Date | null;
  /** Whose that hold or booking is; null once the seat is paid. */
  readonly heldBy: string | null;
}

/** What a claim is made for. */
export type ClaimFor =
  | { readonly kind: 'HOLD'; readonly holdId: string; readonly expiresAt: Date }
  | { readonly kind: 'BOOKING'; readonly bookingId: string; readonly expiresAt: Date }
  | { readonly kind: 'BLOCK' };

export interface SeatCounts {
  readonly showingId: string;
  /** Seats that can be sold at all. */
  readonly total: number;
  readonly available: number;
}

/**
 * All queries on the claims. A claim of a hold or of a booking that ran out is none, whether or not it has been cleared away. `at` is
 * the moment that counts; null is the database's now. Under the lock of a showing it is the lock's: what was live when
 * the due holds were cleared away must not run out between two statements.
 */
export function seatClaimsRepository(db: EntityManager) {
  return {
    /** A showing that was cancelled has a block of every seat, without a row each. */
    liveOfShowings: (showingIds: readonly string[], at: Date | null): Promise<SeatClaim[]> =>
      db.query(
        `select c.showing_id as "showingId", c.seat_id as "seatId", c.kind, c.hold_id as "holdId",
           c.booking_id as "bookingId", c.expires_at as "expiresAt", coalesce(h.user_id, b.customer_id) as "heldBy"
         from seat_claim c left join seat_hold h on h.id = c.hold_id
           left join booking b on b.id = c.booking_id and c.expires_at is not null
         where c.showing_id = any ($1) and (c.expires_at is null or c.expires_at > coalesce($2, booking_now()))
         union all
         select showing.id, seat.id, 'BLOCK', null, null, null, null
         from showing join seat on seat.screen_id = showing.screen_id and not seat.is_retired
         where showing.id = any ($1) and showing.sale = 'CANCELLED'`,
        [showingIds, at],
      ),

    /** Those of the seats that somebody has. */
    async takenOf(showingId: string, seatIds: readonly string[], at: Date): Promise<string[]> {
      const rows: { seat_id: string }[] = await db.query(
        `select seat_id from seat_claim
         where showing_id = $1 and seat_id = any ($2) and (expires_at is null or expires_at > $3)`,
        [showingId, seatIds, at],
      );
      return rows.map(({ seat_id: seatId }) => seatId);
    },

    /**
     * Claims the seats, in the order of their ids so that two requests never wait for each other, and returns those
     * that it got. The primary key lets nobody else's go.
     */
    async insert(showingId: string, seatIds: readonly string[], claim: ClaimFor): Promise<string[]> {
      const rows: { seat_id: string }[] = await db.query(
        `insert into seat_claim (showing_id, seat_id, kind, hold_id, booking_id, expires_at)
         select $1, seat_id, $3, $4, $5, $6 from unnest($2::text[]) as wanted (seat_id) order by seat_id
         on conflict do nothing returning seat_id`,
        [
          showingId,
          seatIds,
          claim.kind,
          claim.kind === 'HOLD' ? claim.holdId : null,
          claim.kind === 'BOOKING' ? claim.bookingId : null,
          claim.kind === 'BLOCK' ? null : claim.expiresAt,
        ],
      );
      return rows.map(({ seat_id: seatId }) => seatId);
    },

    /** Claims seats of bookings, of many showings at once. @throws QueryFailedError when one of them is taken */
    async insertSold(
      claims: readonly { readonly showingId: string; readonly seatId: string; readonly bookingId: string }[],
    ): Promise<void> {
      await db.query(
        `insert into seat_claim (showing_id, seat_id, kind, booking_id)
         select showing_id, seat_id, 'BOOKING', booking_id
         from unnest($1::text[], $2::text[], $3::text[]) as sold (showing_id, seat_id, booking_id)
         order by showing_id, seat_id`,
        [
          claims.map(({ showingId }) => showingId),
          claims.map(({ seatId }) => seatId),
          claims.map(({ bookingId }) => bookingId),
        ],
      );
    },

    async extend(holdId: string, expiresAt: Date): Promise<void> {
      await db.query('update seat_claim set expires_at = $2 where hold_id = $1', [holdId, expiresAt]);
    },

    /** What was held is the booking's, for as long as that waits. Returns how many seats that were. */
    async passOn(holdId: string, bookingId: string, expiresAt: Date): Promise<number> {
      const [, count]: [unknown, number] = await db.query(
        `update seat_claim set kind = 'BOOKING', hold_id = null, booking_id = $2, expires_at = $3 where hold_id = $1`,
        [holdId, bookingId, expiresAt],
      );
      return count;
    },

    /** What was booked is sold, for good. Returns how many seats that were. */
    async sell(bookingId: string): Promise<number> {
      const [, count]: [unknown, number] = await db.query(
        'update seat_claim set expires_at = null where booking_id = $1',
        [bookingId],
      );
      return count;
    },

    async freeOfHold(holdId: string): Promise<void> {
      await db.query('delete from seat_claim where hold_id = $1', [holdId]);
    },

    async freeOfBooking(bookingId: string): Promise<void> {
      await db.query('delete from seat_claim where booking_id = $1', [bookingId]);
    },

    /** True when the seat was blocked in that showing. */
    async unblock(showingId: string, seatId: string): Promise<boolean> {
      const [, count]: [unknown, number] = await db.query(
        `delete from seat_claim where showing_id = $1 and seat_id = $2 and kind = 'BLOCK'`,
        [showingId, seatId],
      );
      return count > 0;
    },

    /** How many seats each showing has, and how many are free: none of one that was cancelled. */
    countsOf: (showingIds: readonly string[], at: Date | null): Promise<SeatCounts[]> =>
      db.query(
        // Seats and claims are counted each for itself: joined, each claim of a showing would meet each of its seats.
        `select showing.id as "showingId", (room.seats - taken.blocked)::int as total,
           (case when showing.sale = 'CANCELLED' then 0 else room.seats - taken.seats end)::int as available
         from showing
         cross join lateral (
           select count(*) as seats from seat
           where seat.screen_id = showing.screen_id and not seat.is_retired and not seat.is_blocked
         ) as room
         cross join lateral (
           select count(*) as seats, count(*) filter (where claim.kind = 'BLOCK') as blocked
           from seat_claim claim join seat on seat.id = claim.seat_id and not seat.is_retired and not seat.is_blocked
           where claim.showing_id = showing.id
             and (claim.expires_at is null or claim.expires_at > coalesce($2, booking_now()))
         ) as taken
         where showing.id = any ($1)`,
        [showingIds, at],
      ),
  };
}
