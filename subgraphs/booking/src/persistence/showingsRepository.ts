import { joinSql, type SqlText, sql } from '@marquee/shared/database';
import { cursorKeys, isInstantKey, type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In, QueryFailedError } from 'typeorm';
import type { PriceTier } from '../domain/prices';
import type { ShowingStatus } from '../domain/showing';
import { PriceTierEntity } from './priceTier.entity';
import { ShowingEntity } from './showing.entity';

/** What must hold for a showing to be listed; null does not narrow. */
export interface ShowingCriteria {
  readonly movieId: string | null;
  readonly theaterId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly statuses: readonly ShowingStatus[] | null;
  readonly minSeatsAvailable: number | null;
}

/** What a list of showings can belong to. */
export type ShowingParent = 'theater' | 'movie';

/*
 * The rule of `statusAt` in SQL, so that a page stops at its size. A condition for each status and not one expression for
 * all: of these the database knows how many showings they hold for.
 */
const isNotOver = sql`"row".ends_at > booking_now()`;
const hasStatus: Readonly<Record<ShowingStatus, SqlText>> = {
  CANCELLED: sql`"row".sale = 'CANCELLED'`,
  FINISHED: sql`"row".sale <> 'CANCELLED' and not ${isNotOver}`,
  SCHEDULED: sql`"row".sale = 'SCHEDULED' and ${isNotOver}`,
  ON_SALE: sql`"row".sale = 'ON_SALE' and ${isNotOver} and "row".sales_close_at > booking_now()`,
  SALES_CLOSED: sql`${isNotOver}
    and ("row".sale = 'SALES_CLOSED' or "row".sale = 'ON_SALE' and "row".sales_close_at <= booking_now())`,
};

/** No film is longer: what has not ended began after this, which the indexes by time can tell. */
const mayBeRunning = sql`"row".starts_at > booking_now() - interval '1000 minutes'`;

const seatsAvailable = sql`(case when "row".sale = 'CANCELLED' then 0 else (
    select count(*) from seat where seat.screen_id = "row".screen_id and not seat.is_retired and not seat.is_blocked
  ) - (
    select count(*) from seat_claim join seat on seat.id = seat_claim.seat_id and not seat.is_retired and not seat.is_blocked
    where seat_claim.showing_id = "row".id
      and (seat_claim.expires_at is null or seat_claim.expires_at > booking_now())
  ) end)`;

const parentColumn = { theater: sql`"row".theater_id`, movie: sql`"row".movie_id` };

/** By beginning; the id settles ties. */
export const byBeginning: Order<ShowingEntity> = {
  columns: [sql`row.startsAt`, sql`row.id`],
  keysOf: ({ startsAt, id }) => [startsAt.toISOString(), id],
  accepts: ([startsAt = '']) => isInstantKey(startsAt),
};

/** All queries on showings and what they cost. */
export function showingsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<ShowingEntity[]> => db.findBy(ShowingEntity, { id: In([...ids]) }),

    list(criteria: ShowingCriteria, page: Page): Promise<Listing<ShowingEntity>> {
      const { condition, parameters } = conditionOf(criteria);
      return listingOf(
        db.createQueryBuilder(ShowingEntity, 'row').where(sql`${condition}`, parameters),
        page,
        byBeginning,
      );
    },

    /**
     * One page of showings for each theater or film, in the order that `connectionOf` expects. The ids come from a
     * lateral join, which stops at the page's size in each.
     */
    pagesOf(
      parent: ShowingParent,
      parentIds: readonly string[],
      criteria: ShowingCriteria,
      page: Page,
    ): Promise<ShowingEntity[]> {
      const { condition, parameters } = conditionOf(criteria);
      const [startsAt, id] = cursorKeys(page, byBeginning.accepts) ?? [null, null];
      const [beyond, direction] = page.isBackward ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
      const order = page.isBackward ? 'DESC' : 'ASC';
      return db
        .createQueryBuilder(ShowingEntity, 'row')
        .where(
          sql`row.id in (
            select picked.id from unnest(:parentIds::text[]) as wanted (id) cross join lateral (
              select "row".id from showing "row"
              where ${parentColumn[parent]} = wanted.id and ${condition}
                and (:startsAt::timestamptz is null or ("row".starts_at, "row".id) ${beyond} (:startsAt::timestamptz, :id))
              order by "row".starts_at ${direction}, "row".id ${direction} limit :most
            ) as picked)`,
          { ...parameters, parentIds, startsAt, id, most: page.size + 1 },
        )
        .orderBy('row.startsAt', order)
        .addOrderBy('row.id', order)
        .getMany();
    },

    /** How many showings each theater or film has; those without any are left out. */
    async countsOf(
      parent: ShowingParent,
      parentIds: readonly string[],
      criteria: ShowingCriteria,
    ): Promise<Map<string, number>> {
      const { condition, parameters } = conditionOf(criteria);
      const rows: { id: string; count: number }[] = await db
        .createQueryBuilder(ShowingEntity, 'row')
        .select(parentColumn[parent], 'id')
        .addSelect('count(*)::int', 'count')
        .where(sql`${condition}`, parameters)
        .andWhere(sql`${parentColumn[parent]} = any (:parentIds)`, { parentIds })
        .groupBy(parentColumn[parent])
        .getRawMany();
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    /** The prices by seat type of these showings, in no order. */
    tiersOf: (showingIds: readonly string[]): Promise<PriceTierEntity[]> =>
      db.findBy(PriceTierEntity, { showingId: In([...showingIds]) }),

    async insert(row: ShowingEntity): Promise<void> {
      await db.insert(ShowingEntity, row);
    },

    async update(id: string, changes: Partial<Omit<ShowingEntity, 'id'>>): Promise<void> {
      await db.update(ShowingEntity, { id }, changes);
    },

    async replaceTiers(showingId: string, tiers: readonly PriceTier[]): Promise<void> {
      await db.delete(PriceTierEntity, { showingId });
      if (tiers.length === 0) return;
      await db.insert(
        PriceTierEntity,
        tiers.map((tier) => ({ ...tier, showingId })),
      );
    },

    find: (id: string): Promise<ShowingEntity | null> => db.findOneBy(ShowingEntity, { id }),

    /** Waits for whoever changes the showing or its seats. */
    findForUpdate: (id: string): Promise<ShowingEntity | null> =>
      // Not FOR UPDATE: rows that refer to it may be inserted meanwhile.
      db.findOne(ShowingEntity, { where: { id }, lock: { mode: 'for_no_key_update' } }),

    /** Whether a seat of it is held or sold at this moment. */
    async hasHeldOrSold(showingId: string): Promise<boolean> {
      const rows: unknown[] = await db.query(
        `select from seat_claim
         where showing_id = $1 and kind <> 'BLOCK' and (expires_at is null or expires_at > booking_now()) limit 1`,
        [showingId],
      );
      return rows.length > 0;
    },

    /** Lets nobody claim a seat of what is shown on the screen from now on, until the transaction ends. */
    async lockToCome(screenId: string): Promise<void> {
      // Said with the range that the exclusion constraint has an index of: most showings of a screen are long over.
      await db.query(
        `select from showing where screen_id = $1 and sale <> 'CANCELLED'
           and tstzrange(starts_at, ends_at) && tstzrange(booking_now(), null)
         order by id for no key update`,
        [screenId],
      );
    },

    /** Gives the showings of a film that have not begun an end as long after; no sale closes later than that. */
    async moveEnds(movieId: string, durationMinutes: number): Promise<void> {
      await db.query(
        `update showing
         set ends_at = starts_at + make_interval(mins => $2),
             sales_close_at = least(sales_close_at, starts_at + make_interval(mins => $2))
         where movie_id = $1 and sale <> 'CANCELLED' and starts_at > booking_now()`,
        [movieId, durationMinutes],
      );
    },
  };
}

/** Whether a statement failed because two showings would share a screen (SQLSTATE 23P01). */
export function isOverlap(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, constraint } = error.driverError as { readonly code?: string; readonly constraint?: string };
  return code === '23P01' && constraint === 'showing_overlap';
}

/** The criteria on a showing that is called `"row"`. */
function conditionOf(criteria: ShowingCriteria): { condition: SqlText; parameters: Record<string, unknown> } {
  const { movieId, theaterId, from, to, statuses, minSeatsAvailable } = criteria;
  const conditions = [
    ...(movieId === null ? [] : [sql`"row".movie_id = :movieId`]),
    ...(theaterId === null ? [] : [sql`"row".theater_id = :theaterId`]),
    ...(from === null ? [] : [sql`"row".starts_at >= :from`]),
    ...(to === null ? [] : [sql`"row".starts_at < :to`]),
    ...(statuses === null ? [] : [hasOneOf(statuses)]),
    ...(statuses === null || statuses.some(mayBePast) ? [] : [mayBeRunning]),
    ...(minSeatsAvailable === null ? [] : [sql`${seatsAvailable} >= :minSeatsAvailable`]),
  ];
  const condition = conditions.length === 0 ? sql`true` : joinSql(conditions, ' and ');
  return { condition, parameters: { movieId, theaterId, from, to, minSeatsAvailable } };
}

function hasOneOf(statuses: readonly ShowingStatus[]): SqlText {
  if (statuses.length === 0) return sql`false`;
  return sql`(${joinSql(
    statuses.map((status) => hasStatus[status]),
    ' or ',
  )})`;
}

const mayBePast = (wanted: ShowingStatus) => wanted === 'FINISHED' || wanted === 'CANCELLED';
