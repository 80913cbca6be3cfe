import { type EntityManager, In, Not } from 'typeorm';
import { ShowingEntity } from './showing.entity';
import { WaitlistEntryEntity } from './waitlistEntry.entity';

interface NextWaiting {
  /** The id of the last one that was looked at; empty for none. */
  readonly behind: string;
  readonly mostSeats: number;
  readonly exceptSizes: readonly number[];
}

/** All queries on the waiting lists. */
export function waitlistRepository(db: EntityManager) {
  return {
    find: (id: string): Promise<WaitlistEntryEntity | null> => db.findOneBy(WaitlistEntryEntity, { id }),

    findByIds: (ids: readonly string[]): Promise<WaitlistEntryEntity[]> =>
      db.findBy(WaitlistEntryEntity, { id: In([...ids]) }),

    /** The user's entry that is not over. */
    standingOf: (userId: string, showingId: string): Promise<WaitlistEntryEntity | null> =>
      db.findOneBy(WaitlistEntryEntity, { userId, showingId, state: Not('OVER') }),

    /** Where the user waits for a showing that is still on sale, or has an offer of it, oldest first. */
    standingOfUser: (userId: string): Promise<WaitlistEntryEntity[]> =>
      db
        .createQueryBuilder(WaitlistEntryEntity, 'entry')
        .innerJoin(ShowingEntity, 'showing', 'showing.id = entry.showingId')
        .where("entry.userId = :userId and entry.state <> 'OVER'", { userId })
        .andWhere('showing.salesCloseAt > booking_now()')
        .orderBy('entry.id')
        .getMany(),

    /** Who has waited longest of those behind an entry, of no more people than given, and of none of those sizes. */
    nextWaiting: (
      showingId: string,
      { behind, mostSeats, exceptSizes }: NextWaiting,
    ): Promise<WaitlistEntryEntity | null> =>
      db
        .createQueryBuilder(WaitlistEntryEntity, 'entry')
        .where(`entry.showingId = :showingId and entry.state = 'WAITING' and entry.retryAt is null`, { showingId })
        .andWhere('entry.id > :behind and entry.partySize <= :mostSeats', { behind, mostSeats })
        .andWhere('entry.partySize <> all (:exceptSizes)', { exceptSizes })
        .orderBy('entry.id')
        .limit(1)
        .getOne(),

    /** Passes the entry over until then. */
    async retry(id: string, retryAt: Date): Promise<void> {
      await db.update(WaitlistEntryEntity, { id }, { retryAt });
    },

    /** Ends the pauses of a showing that are over. */
    async endPauses(showingId: string, at: Date): Promise<void> {
      await db.query(
        `update waitlist_entry set retry_at = null where showing_id = $1 and state = 'WAITING' and retry_at <= $2`,
        [showingId, at],
      );
    },

    /** Showings on sale where somebody waits whose pause is over. */
    async showingsToRetry(limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select distinct showing.id from waitlist_entry entry join showing on showing.id = entry.showing_id
         where entry.state = 'WAITING' and entry.retry_at <= booking_now()
           and showing.sale = 'ON_SALE' and showing.sales_close_at > booking_now() limit $1`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },

    /** How many parties wait for each of the showings; those with none are left out. */
    async countsOf(showingIds: readonly string[]): Promise<Map<string, number>> {
      const rows: { id: string; count: number }[] = await db.query(
        `select showing_id as id, count(*)::int as count from waitlist_entry
         where showing_id = any ($1) and state = 'WAITING' group by showing_id`,
        [showingIds],
      );
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    /** The places of entries in their queues, 1 is next; those that do not wait are left out. */
    async positionsOf(ids: readonly string[]): Promise<Map<string, number>> {
      const rows: { id: string; position: number }[] = await db.query(
        `select mine.id, (select count(*)::int from waitlist_entry other
           where other.showing_id = mine.showing_id and other.state = 'WAITING' and other.id <= mine.id) as position
         from waitlist_entry mine where mine.id = any ($1) and mine.state = 'WAITING'`,
        [ids],
      );
      return new Map(rows.map(({ id, position }) => [id, position]));
    },

    async insert(entry: WaitlistEntryEntity): Promise<void> {
      await db.insert(WaitlistEntryEntity, entry);
    },

    async offer(id: string, holdId: string): Promise<void> {
      await db.update(WaitlistEntryEntity, { id }, { state: 'OFFERED', holdId });
    },

    async end(id: string): Promise<void> {
      await db.update(WaitlistEntryEntity, { id }, { state: 'OVER' });
    },

    /** The entry that was offered this hold is over: the seats are booked or gone. */
    async endOfHold(holdId: string): Promise<void> {
      await db.update(WaitlistEntryEntity, { holdId, state: 'OFFERED' }, { state: 'OVER' });
    },

    async endOfShowing(showingId: string): Promise<void> {
      await db.update(WaitlistEntryEntity, { showingId, state: Not('OVER') }, { state: 'OVER' });
    },
  };
}
