import { sql } from '@marquee/shared/database';
import type { Invariant } from './invariant';

const database = 'booking';

export const bookingInvariants: readonly Invariant[] = [
  {
    id: 'I1',
    promise: 'a seat of a showing is sold once',
    database,
    violations: sql`
      select b.showing_id, s.seat_id, array_agg(b.id) as bookings
      from booked_seat s join booking b on b.id = s.booking_id
      where b.status in ('CONFIRMED', 'CHECKED_IN')
      group by b.showing_id, s.seat_id having count(*) > 1`,
  },
  {
    id: 'I1',
    promise: 'who has booked a seat has the claim on it',
    database,
    violations: sql`
      select b.id as booking_id, s.seat_id, c.kind as claimed_as
      from booked_seat s join booking b on b.id = s.booking_id
      left join seat_claim c on c.showing_id = b.showing_id and c.seat_id = s.seat_id
      where b.status in ('CONFIRMED', 'CHECKED_IN') and c.booking_id is distinct from b.id`,
  },
  {
    id: 'I1',
    promise: 'a booking that is over claims no seat',
    database,
    violations: sql`
      select b.id as booking_id, b.status, c.seat_id
      from seat_claim c join booking b on b.id = c.booking_id
      where b.status in ('CANCELLED', 'REFUNDED', 'EXPIRED')`,
  },
  {
    id: 'I4',
    promise: 'no hold outlives its time',
    database,
    violations: sql`
      select id as hold_id, state, expires_at from seat_hold
      where state in ('ACTIVE', 'EXTENDED') and expires_at < booking_now() - interval '30 seconds'`,
  },
];
