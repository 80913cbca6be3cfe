import { type SqlText, sql } from '@marquee/shared/database';
import { connectionOf, cursorKeys, type Listing, type Page } from '@marquee/shared/pagination';
import type { SelectQueryBuilder } from 'typeorm';
import type { CatalogItemEntity } from './catalogItem.entity';
import type { ItemOrder } from './itemOrder';

/**
 * One page of a list that has first (rank 0) what fits best, then (rank 1) the rest, each by title. The ranks are read
 * one after the other: sorted by rank in one statement, all that has a word would have to be read to find twenty of it.
 * @throws InvalidInput for a cursor whose keys no row can have
 */
export async function rankedListing(
  query: SelectQueryBuilder<CatalogItemEntity>,
  page: Page,
  order: ItemOrder & { readonly fitsBest: SqlText },
): Promise<Listing<CatalogItemEntity>> {
  const keys = cursorKeys(page, order.accepts);
  const goesDown = (order.descending ?? false) !== page.isBackward;
  const ranks = goesDown ? ['1', '0'] : ['0', '1'];
  const from = keys === null ? 0 : ranks.indexOf(keys[0] ?? '');
  const rows: CatalogItemEntity[] = [];
  for (const rank of ranks.slice(from)) {
    const isWithCursor = keys !== null && rank === keys[0];
    const part = partOf(query, { fits: rank === '0' ? order.fitsBest : sql`not (${order.fitsBest})`, goesDown });
    if (isWithCursor) beyond(part, keys, goesDown);
    const missing = page.size + 1 - rows.length;
    if (missing > 0) rows.push(...(await part.limit(missing).getMany()));
  }
  return { ...connectionOf(rows, page, order.keysOf), countAll: () => query.clone().getCount() };
}

function partOf(
  query: SelectQueryBuilder<CatalogItemEntity>,
  { fits, goesDown }: { readonly fits: SqlText; readonly goesDown: boolean },
): SelectQueryBuilder<CatalogItemEntity> {
  const direction = goesDown ? 'DESC' : 'ASC';
  return query.clone().andWhere(sql`${fits}`).orderBy('row.sortTitle', direction).addOrderBy('row.id', direction);
}

function beyond(
  part: SelectQueryBuilder<CatalogItemEntity>,
  [, title, id]: readonly string[],
  goesDown: boolean,
): void {
  const side = goesDown ? sql`<` : sql`>`;
  part.andWhere(sql`(row.sortTitle, row.id) ${side} (:cursorTitle, :cursorId)`, { cursorTitle: title, cursorId: id });
}
