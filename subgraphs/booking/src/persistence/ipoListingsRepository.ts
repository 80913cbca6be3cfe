import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { IpoListingEntity } from './ipoListing.entity';

export type IpoListingRow = Omit<IpoListingEntity, 'sortDay'>;

/** By the expected day, those without one last; the id settles ties. Its cursors have two keys. */
const byDay: Order<IpoListingEntity> = {
  columns: [sql`row.sortDay`, sql`row.id`],
  keysOf: ({ sortDay, id }) => [sortDay, id],
};

/** All queries on upcoming listings. */
export function ipoListingsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<IpoListingEntity[]> =>
      db.findBy(IpoListingEntity, { id: In([...ids]) }),

    list: (page: Page): Promise<Listing<IpoListingEntity>> =>
      listingOf(db.createQueryBuilder(IpoListingEntity, 'row'), page, byDay),

    /**
     * Inserts the listings, each of which stands once in `rows`; a known one (of that feed, company and symbol) keeps
     * its id and gets the new values. Returns how many were inserted.
     */
    async save(rows: readonly IpoListingRow[]): Promise<number> {
      if (rows.length === 0) return 0;
      // Before: TypeORM writes the ids that were there already into the rows that it is given.
      const newIds = new Set(rows.map(({ id }) => id));
      const { raw } = await db
        .createQueryBuilder()
        .insert()
        .into(IpoListingEntity)
        .values(rows.toSorted(byKey))
        .orUpdate(['expected_on', 'price_band', 'source_url', 'fetched_at'], ['feed', 'company', 'symbol'])
        .returning('id')
        .execute();
      return (raw as { id: string }[]).filter(({ id }) => newIds.has(id)).length;
    },
  };
}

/** Two refreshes that meet lock the rows in one order, and wait for each other instead of blocking each other. */
function byKey(a: IpoListingRow, b: IpoListingRow): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf({ company, symbol }: IpoListingRow): string {
  return `${company}\n${symbol ?? ''}`;
}
