import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { isStorable } from '@marquee/shared/text';
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
  { account = null, from = null, to = null, ...args }: ListLedgerEntries,
): Promise<Listing<LedgerEntryEntity>> {
  const page = readPage(args, { list: 'ledgerEntries', keyCount: 1 });
  // An account that the database cannot even take has no entries, just like one that is not there.
  const known = account === null || isStorable(account) ? account : '';
  return ledgerRepository(db.manager).list({ account: known, from, to }, page);
}
