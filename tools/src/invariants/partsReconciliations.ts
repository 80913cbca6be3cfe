import { type SqlText, sql } from '@marquee/shared/database';
import type { InvariantDatabase } from './invariant';
import type { AskNamed, Reconciliation } from './reconciliation';

const stands = new Set(['CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED']);
const cameToNothing = new Set(['FAILED', 'CANCELLED', 'REFUNDED']);
const over = new Set(['CANCELLED', 'REFUNDED', 'EXPIRED', 'REJECTED', 'FAILED', 'RELEASED']);
const unpaid = new Set(['PENDING_PAYMENT', 'AWAITING_PAYMENT', 'ACTIVE']);

interface Part {
  readonly order_id: string;
  readonly order_status: string;
  readonly part: string;
}

/** Orders against what they are made of. A part that stands by itself may have been given back. */
export const partsReconciliations: readonly Reconciliation[] = [
  partsOf({
    promise: 'the seats of an order stand when it stands, and are free when it came to nothing',
    database: 'booking',
    parts: sql`select id as order_id, status as order_status, booking_id as part from customer_order
               where booking_id is not null`,
    states: sql`select id as part, status from booking where is_of_order`,
  }),
  partsOf({
    promise: 'the dishes of an order stand when it stands, and are called off when it came to nothing',
    database: 'food',
    parts: sql`select id as order_id, status as order_status, food_order_id as part from customer_order
               where food_order_id is not null`,
    states: sql`select id as part, status from food_order where payment = 'BY_ORDER'`,
  }),
  partsOf({
    promise: 'the goods of an order are sold when it stands, and on the shelf when it came to nothing',
    database: 'catalog',
    parts: sql`select id as order_id, status as order_status, id as part from customer_order
               where exists (select from order_line where order_id = customer_order.id and kind = 'ITEM')`,
    states: sql`select reference as part, state as status from stock_reservation`,
  }),
];

function partsOf(between: {
  readonly promise: string;
  readonly database: InvariantDatabase;
  readonly parts: SqlText;
  readonly states: SqlText;
}): Reconciliation {
  const { promise, database, parts, states } = between;
  return {
    id: 'I8',
    promise,
    databases: ['orders', database],
    violations: async (ask: AskNamed) => {
      const made = await ask<Part>('orders', parts);
      const found = await ask<{ part: string; status: string }>(database, states);
      const stateOf = new Map(found.map(({ part, status }) => [part, status]));
      const owned = new Set(made.map(({ part }) => part));
      return [
        ...made
          .map((row) => ({ ...row, part_status: stateOf.get(row.part) ?? null }))
          .filter(({ order_status, part_status }) => disagrees(order_status, part_status)),
        ...found.filter(({ part, status }) => !owned.has(part) && !over.has(status)),
      ];
    },
  };
}

function disagrees(orderStatus: string, partStatus: string | null): boolean {
  if (stands.has(orderStatus)) return partStatus === null || over.has(partStatus) || unpaid.has(partStatus);
  return cameToNothing.has(orderStatus) && partStatus !== null && !over.has(partStatus);
}
