import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { filterId } from '@marquee/shared/text';
import type { LedgerEntryEntity } from '../../persistence/ledgerEntry.entity';
import { ledgerRepository } from '../../persistence/ledgerRepository';
import type { PaymentsServices } from '../services';

export interface ListLedgerEntries extends PageArguments {
  readonly account?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

/** What was booked, the latest first. @throws InvalidInput for a page that cannot be */
export function listLedgerEntries(
  { db }: PaymentsServices,
  { account, from = null, to = null, ...args }: ListLedgerEntries,
): Promise<Listing<LedgerEntryEntity>> {
  const page = readPage(args, { list: 'ledgerEntries', keyCount: 1 });
  return ledgerRepository(db.manager).list({ account: filterId(account), from, to }, page);
}
