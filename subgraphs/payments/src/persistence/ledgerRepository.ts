import { sql } from '@marquee/shared/database';
import { newId } from '@marquee/shared/ids';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { chainHash, chainStart, type LedgerBooking, type ProvenEntry } from '../domain/ledger';
import { databaseNow } from './databaseNow';
import { LedgerEntryEntity } from './ledgerEntry.entity';
import { LedgerTransactionEntity } from './ledgerTransaction.entity';

/** The latest first. */
const byPosition: Order<LedgerEntryEntity> = {
  columns: [sql`row.position`],
  descending: true,
  keysOf: ({ position }) => [String(position)],
  accepts: ([position = '']) => /^[1-9]\d{0,14}$/.test(position),
};

/** What must hold for an entry to be listed; null does not narrow. `from` is part of it, `to` is not. */
export interface LedgerCriteria {
  readonly account: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** What an account has more on its debit than on its credit side, in one currency. */
export interface AccountBalance {
  readonly account: string;
  readonly currency: string;
  readonly minor: number;
}

/** All queries on the books. Nothing here changes what is booked; the database refuses it, too. */
export function ledgerRepository(db: EntityManager) {
  const findByIds = (ids: readonly string[]): Promise<LedgerEntryEntity[]> =>
    db.findBy(LedgerEntryEntity, { id: In([...ids]) });

  return {
    findByIds,

    /**
     * Appends bookings of a payment. The chain is locked from here to the end of the transaction, so that the order of
     * positions is the order of commits: call it last.
     */
    async append(paymentId: string, bookings: readonly LedgerBooking[]): Promise<void> {
      if (bookings.length === 0) return;
      await db.query(`select pg_advisory_xact_lock(hashtextextended('ledger.chain', 0))`);
      const [last]: { position: string; hash: string }[] = await db.query(
        'select position, chain_hash as hash from ledger_entry order by position desc limit 1',
      );
      const bookedAt = await databaseNow(db);
      let position = Number(last?.position ?? 0);
      let hash = last?.hash ?? chainStart;
      for (const { kind, lines } of bookings) {
        const transactionId = newId('ledgerTransaction');
        await db.insert(LedgerTransactionEntity, { id: transactionId, kind, paymentId, bookedAt });
        const entries = lines.map((line) => {
          position += 1;
          const entry = { ...line, position, id: newId('ledgerEntry'), transactionId, bookedAt };
          hash = chainHash(hash, { ...entry, kind, paymentId });
          return { ...entry, chainHash: hash };
        });
        await db.insert(LedgerEntryEntity, entries);
      }
    },

    list({ account, from, to }: LedgerCriteria, page: Page): Promise<Listing<LedgerEntryEntity>> {
      const query = db.createQueryBuilder(LedgerEntryEntity, 'row');
      if (account !== null) query.andWhere('row.account = :account', { account });
      if (from !== null) query.andWhere('row.bookedAt >= :from', { from });
      if (to !== null) query.andWhere('row.bookedAt < :to', { to });
      return listingOf(query, page, byPosition);
    },

    /** In the order in which they were booked. */
    async ofPayments(paymentIds: readonly string[]): Promise<(LedgerEntryEntity & { paymentId: string })[]> {
      const transactions = await db.findBy(LedgerTransactionEntity, { paymentId: In([...paymentIds]) });
      const paymentOf = new Map(transactions.map(({ id, paymentId }) => [id, paymentId]));
      const entries = await db.find(LedgerEntryEntity, {
        where: { transactionId: In([...paymentOf.keys()]) },
        order: { position: 'ASC' },
      });
      return entries.map((entry) => Object.assign(entry, { paymentId: paymentOf.get(entry.transactionId) ?? '' }));
    },

    /** Up to that moment; by account, then currency. */
    async balances(asOf: Date): Promise<AccountBalance[]> {
      const rows: { account: string; currency: string; minor: string }[] = await db.query(
        `select account, currency, sum(case side when 'DEBIT' then amount_minor else -amount_minor end) as minor
         from ledger_entry where booked_at <= $1 group by account, currency order by account, currency`,
        [asOf],
      );
      return rows.map((row) => ({ ...row, minor: Number(row.minor) }));
    },

    /** The positions of the first and the last entry of that time; null when there is none. */
    async bounds({ from, to }: Omit<LedgerCriteria, 'account'>): Promise<{ first: number; last: number } | null> {
      const [row]: { first: string | null; last: string | null }[] = await db.query(
        `select min(position) as first, max(position) as last from ledger_entry
         where ($1::timestamptz is null or booked_at >= $1) and ($2::timestamptz is null or booked_at < $2)`,
        [from, to],
      );
      return row?.first == null || row.last === null ? null : { first: Number(row.first), last: Number(row.last) };
    },

    /** The hash of the last entry before that position. */
    async hashBefore(position: number): Promise<string> {
      const [row]: { hash: string }[] = await db.query(
        'select chain_hash as hash from ledger_entry where position < $1 order by position desc limit 1',
        [position],
      );
      return row?.hash ?? chainStart;
    },

    /** The next entries after that position up to the last one, with all that the chain covers. */
    async chainAfter(position: number, last: number, limit: number): Promise<ProvenEntry[]> {
      const rows: (Omit<ProvenEntry, 'position' | 'amountMinor'> & { position: string; amountMinor: string })[] =
        await db.query(
          `select entry.position, entry.id, entry.transaction_id as "transactionId", transaction.kind,
             transaction.payment_id as "paymentId", entry.account, entry.side, entry.amount_minor as "amountMinor",
             entry.currency, entry.booked_at as "bookedAt", entry.chain_hash as "chainHash"
           from ledger_entry entry join ledger_transaction transaction on transaction.id = entry.transaction_id
           where entry.position > $1 and entry.position <= $2 order by entry.position limit $3`,
          [position, last, limit],
        );
      return rows.map((row) => ({ ...row, position: Number(row.position), amountMinor: Number(row.amountMinor) }));
    },
  };
}
