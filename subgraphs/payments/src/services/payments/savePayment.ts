import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { bookingsOf } from '../../domain/ledger';
import { advance, type Payment } from '../../domain/payment';
import type { ProviderState } from '../../domain/providerState';
import { paymentChanged } from '../../events/published';
import { databaseNow } from '../../persistence/databaseNow';
import { ledgerRepository } from '../../persistence/ledgerRepository';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import { refundsRepository } from '../../persistence/refundsRepository';

/**
 * Saves what became of a payment, step by step: its row, what others are told, and the books, all in this transaction,
 * which has the lock of the payment. Returns the last step.
 */
export async function savePayment(tx: EntityManager, before: Payment, ...steps: readonly Payment[]): Promise<Payment> {
  const last = steps.at(-1) ?? before;
  if (last === before) return before;
  await paymentsRepository(tx).update(last);
  const pairs = steps.map((after, index) => [steps[index - 1] ?? before, after] as const);
  // What is only ours to know has no version of its own, and nobody is told.
  const told = pairs.filter(([earlier, later]) => later.version > earlier.version);
  await outbox(tx).append(...told.map(([earlier, later]) => paymentChanged(earlier, later)));
  await ledgerRepository(tx).append(
    last.id,
    pairs.flatMap(([earlier, later]) => bookingsOf(earlier, later)),
  );
  return last;
}

/**
 * Brings the payment up to a state of its provider. An old state, or one that came before, changes nothing.
 * @throws ProviderMismatch
 */
export async function applyState(tx: EntityManager, payment: Payment, state: ProviderState): Promise<Payment> {
  const { steps, last } = advance(payment, state, await databaseNow(tx));
  await refundsRepository(tx).finish(state.refundIds, 'COMPLETED');
  if (last === payment) return payment;
  return savePayment(tx, payment, ...(steps.length === 0 ? [last] : steps));
}
