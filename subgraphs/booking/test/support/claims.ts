import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { wednesdayNoon } from './bookingBed';

/** Seats of a showing as somebody has them, whatever the rules say. */
export interface Claim {
  readonly showingId: string;
  readonly seatIds: readonly string[];
  readonly kind: 'HOLD' | 'BOOKING' | 'BLOCK';
  /** Of a hold, or of a booking that waits for its payment. */
  readonly expiresAt?: string;
}

export async function claim(
  { db }: { readonly db: Pick<EntityManager, 'query'> },
  { showingId, seatIds, kind, expiresAt }: Claim,
): Promise<void> {
  const [holdId, bookingId] = [newId('seatHold'), newId('booking')];
  if (kind === 'HOLD') {
    await db.query(
      `insert into seat_hold (id, showing_id, user_id, state, expires_at, extensions_left, total_minor, currency,
         version, created_at, updated_at)
       values ($1, $2, 'somebody', 'ACTIVE', $3, 2, 1200, 'EUR', 1, $4, $4)`,
      [holdId, showingId, expiresAt, wednesdayNoon],
    );
  }
  if (kind === 'BOOKING') {
    await db.query(
      `insert into booking (id, number, customer_id, showing_id, status, expires_at, seat_count, total_minor, currency, version,
         created_at, updated_at)
       values ($1, $1, 'somebody', $2, $4, $5, 1, 1200, 'EUR', 1, $3, $3)`,
      [bookingId, showingId, wednesdayNoon, expiresAt === undefined ? 'CONFIRMED' : 'PENDING_PAYMENT', expiresAt],
    );
  }
  await db.query(
    `insert into seat_claim (showing_id, seat_id, kind, hold_id, booking_id, expires_at)
     select $1, unnest($2::text[]), $3, $4, $5, $6`,
    [showingId, seatIds, kind, kind === 'HOLD' ? holdId : null, kind === 'BOOKING' ? bookingId : null, expiresAt],
  );
}
