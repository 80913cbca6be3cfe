import { type Money, money } from '@marquee/shared/money';
import { databaseNow } from '../../persistence/databaseNow';
import { ledgerRepository } from '../../persistence/ledgerRepository';
import type { PaymentsServices } from '../services';

export interface LedgerBalance {
  readonly account: string;
  readonly balance: Money;
  readonly asOf: Date;
}

/** What each account had on its debit side more than on its credit side, at that moment or now. */
export async function listLedgerBalances({ db }: PaymentsServices, moment: Date | null): Promise<LedgerBalance[]> {
  const asOf = moment ?? (await databaseNow(db.manager));
  const balances = await ledgerRepository(db.manager).balances(asOf);
  return balances.map(({ account, minor, currency }) => ({ account, balance: money(minor, currency), asOf }));
}
