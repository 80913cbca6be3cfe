import { type SqlText, sql } from '@marquee/shared/database';
import type { InvariantDatabase } from './invariant';
import type { AskNamed, Reconciliation } from './reconciliation';

const stands = new Set(['CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED']);
const cameToNothing = new Set(['FAILED', 'CANCELLED', 'REFUNDED']);
const over = new Set(['CANCELLED', 'REFUNDED', 'EXPIRED', 'REJECTED', 'FAILED', 'RELEASED']);
/** What nobody takes back when the money goes back, or will not come. */
const handedOver = new Set(['CHECKED_IN', 'SEEN', 'PICKED_UP', 'DELIVERED']);
const unpaid = new Set(['PENDING_PAYMENT', 'AWAITING_PAYMENT', 'ACTIVE']);

interface Part {
  readonly order_id: string;
  readonly order_status: string;
  readonly part: string;
}

/** The status of an order by which its parts are judged: one that was delivered keeps them when its money goes back. */
const judgedBy = sql`case when is_delivered and status = 'REFUNDED' then 'DELIVERED' else status end`;

/** Orders against what they are made of. A part that stands by itself may have been given back. */
export const partsReconciliations: readonly Reconciliation[] = [
  partsOf({
    promise: 'the seats of an order stand when it stands, and are free when it came to nothing',
    database: 'booking',
    parts: sql`select id as order_id, ${judgedBy} as order_status, booking_id as part from customer_order
               where booking_id is not null`,
    states: sql`select b.id as part,
                  case when b.status = 'CONFIRMED' and s.starts_at <= now() then 'SEEN' else b.status end as status
                from booking b left join showing s on s.id = b.showing_id where b.is_of_order`,
  }),
  partsOf({
    promise: 'the dishes of an order stand when it stands, and are called off when it came to nothing',
    database: 'food',
    parts: sql`select id as order_id, ${judgedBy} as order_status, food_order_id as part from customer_order
               where food_order_id is not null`,
    states: sql`select id as part, status from food_order where payment = 'BY_ORDER'`,
  }),
  partsOf({
    promise: 'the goods of an order are sold when it stands, and on the shelf when it came to nothing',
    database: 'catalog',
    parts: sql`select id as order_id, id as part,
                 case when is_shipped and status in ('CANCELLED', 'REFUNDED') then 'SHIPPED' else ${judgedBy} end as order_status
               from customer_order
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
  if (!cameToNothing.has(orderStatus) || partStatus === null || over.has(partStatus)) return false;
  return orderStatus === 'FAILED' || !handedOver.has(partStatus);
}
