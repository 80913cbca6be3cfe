import { sql } from '@marquee/shared/database';
import type { Agreement, Invariant } from './invariant';

const database = 'payments';

export const paymentsInvariants: readonly Invariant[] = [
  {
    id: 'I2',
    promise: 'every transaction of the ledger sums to zero',
    database,
    violations: sql`
      select transaction_id, currency, sum(case side when 'DEBIT' then amount_minor else -amount_minor end) as minor
      from ledger_entry group by transaction_id, currency
      having sum(case side when 'DEBIT' then amount_minor else -amount_minor end) <> 0`,
  },
  {
    id: 'I2',
    promise: 'the ledger says of every payment what the payment says',
    database,
    violations: sql`
      select p.id as payment_id, p.captured_minor, p.refunded_minor, booked.captured, booked.refunded
      from payment p left join (
        select t.payment_id,
          sum(e.amount_minor) filter (where t.kind = 'CAPTURE') as captured,
          sum(e.amount_minor) filter (where t.kind = 'REFUND') as refunded
        from ledger_transaction t join ledger_entry e on e.transaction_id = t.id and e.side = 'DEBIT'
        group by t.payment_id
      ) booked on booked.payment_id = p.id
      where p.captured_minor <> coalesce(booked.captured, 0) or p.refunded_minor <> coalesce(booked.refunded, 0)`,
  },
  {
    id: 'I3',
    promise: 'one thing is paid once, and no more is given back than was taken',
    database,
    violations: sql`
      select subject_id, array_agg(id) as payments from payment
      where captured_minor > refunded_minor group by subject_id having count(*) > 1
      union all
      select subject_id, array[id] from payment where refunded_minor > captured_minor`,
  },
  {
    id: 'I4',
    promise: 'nothing waits for the payment provider',
    database,
    violations: sql`select payment_id, sequence, kind, tries from provider_operation where state = 'OPEN'`,
  },
];

export const paymentsAgreements: readonly Agreement[] = [
  {
    id: 'I2',
    promise: 'the payment provider took and gave back what our payments say',
    sides: [
      {
        database,
        says: sql`
          select id as key, captured_minor || ' - ' || refunded_minor || ' ' || currency as says
          from payment where provider = 'simulated' and captured_minor > 0`,
      },
      {
        database: 'simulated_provider',
        says: sql`
          select c.reference as key,
            coalesce(sum(b.amount_minor) filter (where b.kind = 'CAPTURE'), 0) || ' - ' ||
            coalesce(sum(b.amount_minor) filter (where b.kind = 'REFUND'), 0) || ' ' || b.currency as says
          from charge c join book_entry b on b.charge_id = c.id group by c.reference, b.currency`,
      },
    ],
  },
];
