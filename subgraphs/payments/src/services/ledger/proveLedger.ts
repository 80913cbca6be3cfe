import { LedgerCheck, type Proof } from '../../domain/ledger';
import { ledgerRepository } from '../../persistence/ledgerRepository';
import type { PaymentsServices } from '../services';

const batchSize = 1_000;

/** Recomputes the sums and the chain of what was booked from `from` until before `to`; null does not narrow. */
export async function proveLedger(
  { db }: Pick<PaymentsServices, 'db'>,
  { from, to }: { readonly from: Date | null; readonly to: Date | null },
): Promise<Proof> {
  const ledger = ledgerRepository(db.manager);
  const bounds = await ledger.bounds({ from, to });
  if (bounds === null) return new LedgerCheck('').result();
  const check = new LedgerCheck(await ledger.hashBefore(bounds.first));
  let position = bounds.first - 1;
  while (position < bounds.last) {
    const entries = await ledger.chainAfter(position, bounds.last, batchSize);
    for (const entry of entries) check.add(entry);
    position = entries.at(-1)?.position ?? bounds.last;
  }
  return check.result();
}
