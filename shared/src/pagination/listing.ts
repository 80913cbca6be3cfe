import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { joinSql, type SqlText, sql } from '../database';
import { InvalidInput } from '../errors';
import { isStorable } from '../text';
import { type Connection, connectionOf } from './connection';
import type { Page } from './page';

/** One page of a list, and the number of its rows on all pages for those who ask. */
export interface Listing<T> extends Connection<T> {
  readonly countAll: () => Promise<number>;
}

/** How a list is sorted: by unique columns, all in one direction, and what a row's values of them are. */
export interface Order<T> {
  readonly columns: readonly SqlText[];
  readonly descending?: boolean;
  readonly keysOf: (row: T) => readonly string[];
  /** Whether the columns can have these values; needed where one is no text. Without it every text is taken. */
  readonly accepts?: (keys: readonly string[]) => boolean;
}

/** By name, upper and lower case alike; the id settles ties. */
export const byName: Order<{ id: string; sortName: string }> = {
  columns: [sql`row.sortName`, sql`row.id`],
  keysOf: ({ sortName, id }) => [sortName, id],
};

/** As they were made: ids grow with time. */
export const byAge: Order<{ id: string }> = { columns: [sql`row.id`], keysOf: ({ id }) => [id] };

/**
 * Reads one page of the query (whose alias is `row`) by its sort keys, so that rows which come and go between two pages
 * neither repeat nor hide others. @throws InvalidInput for a cursor whose keys no row can have
 */
export async function listingOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  page: Page,
  order: Order<T>,
): Promise<Listing<T>> {
  const everything = query.clone();
  const rows = await beyondCursor(query, page, order)
    .limit(page.size + 1)
    .getMany();
  return { ...connectionOf(rows, page, order.keysOf), countAll: () => everything.getCount() };
}

function beyondCursor<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  page: Page,
  { columns, descending = false, accepts }: Order<T>,
): SelectQueryBuilder<T> {
  const goesDown = descending !== page.isBackward;
  for (const column of columns) query.addOrderBy(sql`${column}`, goesDown ? 'DESC' : 'ASC');
  const keys = cursorKeys(page, accepts);
  if (keys === null) return query;
  const names = keys.map((_, index) => sql`:cursor${index}`);
  const parameters = Object.fromEntries(keys.map((key, index) => [`cursor${index}`, key]));
  const beyond = goesDown ? sql`<` : sql`>`;
  return query.andWhere(sql`(${joinSql(columns, ', ')}) ${beyond} (${joinSql(names, ', ')})`, parameters);
}

/** The sort keys of the page's cursor. @throws InvalidInput for keys that no row can have */
export function cursorKeys(
  { keys, isBackward }: Page,
  accepts: (keys: readonly string[]) => boolean = () => true,
): readonly string[] | null {
  if (keys === null || (keys.every(isStorable) && accepts(keys))) return keys;
  const name = isBackward ? 'before' : 'after';
  throw new InvalidInput(`${name} is not a cursor of this list.`, [name]);
}
