import { sql } from '@marquee/shared/database';
import type { AskNamed, Reconciliation } from './reconciliation';

interface Subject {
  readonly id: string;
  readonly status: string;
  readonly total: string;
  /** What its customer must have paid and not got back; null: nothing, or all of it. */
  readonly owed: string | null;
}

interface Paid {
  readonly subject_id: string;
  readonly kept: string;
  /** Called off before it was taken, as with cash for seats that were cancelled before they were paid. */
  readonly waived: string;
  /** Set aside for somebody who takes it later, as all cash is. */
  readonly is_set_aside: boolean;
}

const databases = ['orders', 'booking', 'food', 'payments'] as const;

/** Money against what it was for. */
export const moneyReconciliations: readonly Reconciliation[] = [
  {
    id: 'I2',
    promise: 'what was taken and kept is what the orders, bookings and dishes that stand are worth',
    databases,
    violations: async (ask) => {
      const paid = new Map((await paidOf(ask)).map((row) => [row.subject_id, row]));
      const payables = await ask<{ subject_id: string }>('payments', sql`select subject_id from payable`);
      const asked = new Set(payables.map(({ subject_id }) => subject_id));
      return (await subjectsOf(ask)).filter(({ id, owed, total }) => {
        const { kept = '0', waived = '0', is_set_aside: isSetAside = false } = paid.get(id) ?? {};
        if (isSetAside) return false;
        if (owed === null) return kept !== '0' && kept !== total;
        // Made before anything had to be paid for, or filled in by a seed.
        return (asked.has(id) || paid.has(id)) && kept !== owed && `${Number(kept) + Number(waived)}` !== owed;
      });
    },
  },
  {
    id: 'I6',
    promise: 'nothing is paid for that nobody knows',
    databases,
    violations: async (ask) => {
      const known = new Set((await subjectsOf(ask)).map(({ id }) => id));
      return (await paidOf(ask)).filter(({ subject_id }) => !known.has(subject_id));
    },
  },
];

async function subjectsOf(ask: AskNamed): Promise<Subject[]> {
  const orders = await ask<Subject>(
    'orders',
    sql`select id, status, total_minor::text as total,
          (case
            when status in ('FAILED', 'CANCELLED', 'REFUNDED', 'AWAITING_PAYMENT') then 0
            else total_minor - refunded_minor
          end)::text as owed
        from customer_order`,
  );
  const bookings = await ask<Subject>(
    'booking',
    sql`select id, status, total_minor::text as total,
          (case when status in ('CONFIRMED', 'CHECKED_IN') then total_minor else 0 end)::text as owed
        from booking where not is_of_order`,
  );
  // Dishes can be paid for when they are handed over: then no payment is known of them.
  const dishes = await ask<Subject>(
    'food',
    sql`select id, status, total_minor::text as total,
          case
            when status in ('CANCELLED', 'REJECTED', 'FAILED', 'AWAITING_PAYMENT') then '0'
            when payment = 'BY_METHOD' then total_minor::text
          end as owed
        from food_order where payment <> 'BY_ORDER'`,
  );
  return [...orders, ...bookings, ...dishes];
}

function paidOf(ask: AskNamed): Promise<Paid[]> {
  return ask<Paid>(
    'payments',
    sql`select subject_id, sum(captured_minor - refunded_minor)::text as kept,
          sum(waived_minor)::text as waived,
          bool_or(status = 'AUTHORISED' and (capture_later or provider = 'cash')) as is_set_aside
        from payment group by subject_id`,
  );
}
