import { hasScope, requireScope } from '@marquee/shared/auth';
import { money } from '@marquee/shared/money';
import { readLedgerScope } from '../domain/access';
import type { LedgerEntryResolvers, QueryResolvers } from '../generated/resolverTypes';
import { listLedgerBalances } from '../services/ledger/listLedgerBalances';
import { listLedgerEntries } from '../services/ledger/listLedgerEntries';
import { proveLedger } from '../services/ledger/proveLedger';

export const ledgerQueries: QueryResolvers = {
  ledgerEntries: async (_root, args, context) => {
    requireScope(context, readLedgerScope);
    return listLedgerEntries(context.services, args);
  },
  ledgerBalances: async (_root, { asOf = null }, context) => {
    requireScope(context, readLedgerScope);
    return listLedgerBalances(context.services, asOf);
  },
  ledgerProof: async (_root, { from = null, to = null }, context) => {
    requireScope(context, readLedgerScope);
    return proveLedger(context.services, { from, to });
  },
};

export const LedgerEntry: LedgerEntryResolvers = {
  /** For those who read the books alone; a reference proves nothing. */
  __resolveReference: ({ id }, { loaders, viewer }) =>
    hasScope(viewer, readLedgerScope) ? loaders.ledgerEntry.load(id) : null,
  transactionRef: ({ transactionId }) => transactionId,
  amount: ({ amountMinor, currency }) => money(amountMinor, currency),
};
