import { type SqlText, sql } from '@marquee/shared/database';
import type { Agreement, InvariantDatabase } from './invariant';

/** What a subgraph keeps of things of another one, against what these are. It may not have heard of all of them. */
export const projectionAgreements: readonly Agreement[] = [
  keptOf('booking', sql`select id as key, customer_id || ' ' || status as says from booking`, {
    food: sql`select booking_id as key, customer_id || ' ' || status as says from seat_booking`,
    orders: sql`select booking_id as key, customer_id || ' ' || status as says from known_booking`,
  }),
  keptOf('food', sql`select id as key, customer_id || ' ' || status as says from food_order`, {
    orders: sql`select food_order_id as key, customer_id || ' ' || status as says from known_food_order`,
  }),
  keptOf(
    'payments',
    sql`select id as key, status || ' ' || captured_minor || ' - ' || refunded_minor as says from payment`,
    {
      orders: sql`select payment_id as key, status || ' ' || captured_minor || ' - ' || refunded_minor as says
                  from known_payment`,
    },
  ),
].flat();

function keptOf(
  owner: InvariantDatabase,
  says: SqlText,
  keepers: Readonly<Partial<Record<InvariantDatabase, SqlText>>>,
): Agreement[] {
  return Object.entries(keepers).map(([keeper, kept]) => ({
    id: 'I8',
    promise: `what ${keeper} knows of ${owner} is so`,
    sides: [
      { database: keeper as InvariantDatabase, says: kept },
      { database: owner, says },
    ],
    isOneWay: true,
  }));
}
