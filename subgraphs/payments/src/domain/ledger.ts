import { createHash } from 'node:crypto';
import type { Payment, PaymentProviderName } from './payment';

export type LedgerSide = 'DEBIT' | 'CREDIT';

/**
 * `provider_clearing` is what providers owe us, `cash` what couriers and tills have taken, `sales` what customers paid,
 * `refunds` what they got back.
 */
export type LedgerAccount = 'provider_clearing' | 'cash' | 'sales' | 'refunds';

export interface LedgerLine {
  readonly account: LedgerAccount;
  readonly side: LedgerSide;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Lines that sum to zero per currency. */
export interface LedgerBooking {
  readonly kind: 'CAPTURE' | 'REFUND';
  readonly lines: readonly LedgerLine[];
}

/** What a step of a payment means for the books. What is only set aside is nobody's money yet, and is not booked. */
export function bookingsOf(before: Payment, after: Payment): LedgerBooking[] {
  const { currency } = after;
  const held = heldBy[after.provider];
  const moved = (debit: LedgerAccount, credit: LedgerAccount, amountMinor: number): readonly LedgerLine[] => [
    { account: debit, side: 'DEBIT', amountMinor, currency },
    { account: credit, side: 'CREDIT', amountMinor, currency },
  ];
  const capturedMinor = after.capturedMinor - before.capturedMinor;
  const refundedMinor = after.refundedMinor - before.refundedMinor;
  return [
    ...(capturedMinor > 0 ? [{ kind: 'CAPTURE' as const, lines: moved(held, 'sales', capturedMinor) }] : []),
    ...(refundedMinor > 0 ? [{ kind: 'REFUND' as const, lines: moved('refunds', held, refundedMinor) }] : []),
  ];
}

const heldBy: Readonly<Record<PaymentProviderName, LedgerAccount>> = { simulated: 'provider_clearing', cash: 'cash' };

/** An entry as the chain covers it: all of it, and the transaction that it belongs to. */
export interface ChainedEntry extends LedgerLine {
  readonly position: number;
  readonly id: string;
  readonly transactionId: string;
  readonly kind: LedgerBooking['kind'];
  readonly paymentId: string;
  readonly bookedAt: Date;
}

/** What stands before the first entry. */
export const chainStart = '0'.repeat(64);

/** SHA-256 over the hash before and the whole of this entry, in hexadecimal digits. */
export function chainHash(previousHash: string, entry: ChainedEntry): string {
  const { position, id, transactionId, kind, paymentId, account, side, amountMinor, currency, bookedAt } = entry;
  const canonical = JSON.stringify([
    position,
    id,
    transactionId,
    kind,
    paymentId,
    account,
    side,
    amountMinor,
    currency,
    bookedAt.toISOString(),
  ]);
  return createHash('sha256').update(`${previousHash}\n${canonical}`).digest('hex');
}

export interface Proof {
  readonly balanced: boolean;
  readonly chainIntact: boolean;
  readonly checkedEntries: number;
  readonly firstBrokenEntryId: string | null;
}

export interface ProvenEntry extends ChainedEntry {
  readonly chainHash: string;
}

/** Goes over entries in their order and recomputes what they must be. `previousHash` is that of the entry before. */
export class LedgerCheck {
  #previousHash: string;
  #checkedEntries = 0;
  #firstBrokenEntryId: string | null = null;
  /** Of transactions that do not sum to zero so far: entries of one stand side by side, so there are few. */
  readonly #open = new Map<string, number>();

  constructor(previousHash: string) {
    this.#previousHash = previousHash;
  }

  add(entry: ProvenEntry): void {
    if (chainHash(this.#previousHash, entry) !== entry.chainHash) this.#firstBrokenEntryId ??= entry.id;
    this.#previousHash = entry.chainHash;
    this.#checkedEntries += 1;
    const key = `${entry.transactionId} ${entry.currency}`;
    const sum = (this.#open.get(key) ?? 0) + (entry.side === 'DEBIT' ? entry.amountMinor : -entry.amountMinor);
    if (sum === 0) this.#open.delete(key);
    else this.#open.set(key, sum);
  }

  result(): Proof {
    return {
      balanced: this.#open.size === 0,
      chainIntact: this.#firstBrokenEntryId === null,
      checkedEntries: this.#checkedEntries,
      firstBrokenEntryId: this.#firstBrokenEntryId,
    };
  }
}
