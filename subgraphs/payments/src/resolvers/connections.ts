import type { Listing } from '@marquee/shared/pagination';
import type { Payment } from '../domain/payment';
import type { Refund } from '../domain/refund';
import type {
  LedgerEntryConnectionResolvers,
  PaymentConnectionResolvers,
  RefundConnectionResolvers,
} from '../generated/resolverTypes';
import type { LedgerEntryEntity } from '../persistence/ledgerEntry.entity';

export type PaymentListing = Listing<Payment>;
export type RefundListing = Listing<Refund>;
export type LedgerEntryListing = Listing<LedgerEntryEntity>;

/** Counting reads every row that matches, so it is done only for those who ask. */
const totalCount = ({ countAll }: Pick<Listing<unknown>, 'countAll'>) => countAll();

export const PaymentConnection: PaymentConnectionResolvers = { totalCount };
export const RefundConnection: RefundConnectionResolvers = { totalCount };
export const LedgerEntryConnection: LedgerEntryConnectionResolvers = { totalCount };
