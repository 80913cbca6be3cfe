import { chainStart, LedgerCheck, type ProvenEntry } from '@marquee/payments';
import { sql } from '@marquee/shared/database';
import type { Reconciliation } from './reconciliation';

type Row = Omit<ProvenEntry, 'position' | 'amountMinor'> & { readonly position: string; readonly amountMinor: string };

const batchSize = 1_000;

/** Entries of the books by themselves. That they sum to zero, SQL says. */
export const ledgerReconciliations: readonly Reconciliation[] = [
  {
    id: 'I2',
    promise: 'nothing in the ledger was changed, added or taken out afterwards',
    databases: ['payments'],
    violations: async (ask) => {
      const check = new LedgerCheck(chainStart);
      let rows: readonly Row[] = [];
      do {
        rows = await ask<Row>('payments', entriesAfter, [rows.at(-1)?.position ?? 0, batchSize]);
        for (const row of rows) check.add(entryOf(row));
      } while (rows.length === batchSize);
      const { chainIntact, firstBrokenEntryId, checkedEntries } = check.result();
      return chainIntact ? [] : [{ firstBrokenEntryId, checkedEntries }];
    },
  },
];

const entriesAfter = sql`
  select entry.position, entry.id, entry.transaction_id as "transactionId", transaction.kind,
    transaction.payment_id as "paymentId", entry.account, entry.side, entry.amount_minor as "amountMinor",
    entry.currency, entry.booked_at as "bookedAt", entry.chain_hash as "chainHash"
  from ledger_entry entry left join ledger_transaction transaction on transaction.id = entry.transaction_id
  where entry.position > $1 order by entry.position limit $2`;

const entryOf = (row: Row): ProvenEntry => ({
  ...row,
  position: Number(row.position),
  amountMinor: Number(row.amountMinor),
});
