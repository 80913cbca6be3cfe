import { joinSql, likeOf, type SqlText, sql } from '@marquee/shared/database';
import {
  isInstantKey,
  isIntegerKey,
  type Order,
  type Page,
  type PageArguments,
  readPage,
} from '@marquee/shared/pagination';
import type { CatalogItemEntity } from './catalogItem.entity';

export type ItemOrderField = 'CREATED_AT' | 'TITLE' | 'PRICE' | 'RELEVANCE';

/** How a list of items is sorted; its cursors are for that list and field alone, because keys of one form mean two things. */
export interface ItemOrder extends Order<CatalogItemEntity> {
  readonly list: string;
  /** What comes first, where that is not a column: see `rankedListing`. */
  readonly fitsBest?: SqlText;
}

const byTitle = {
  columns: [sql`row.sortTitle`, sql`row.id`],
  keysOf: ({ sortTitle, id }: CatalogItemEntity) => [sortTitle, id],
};

/** The sort of a list. Ids settle ties. `words` are what is looked for. */
export function itemOrder(
  list: string,
  field: ItemOrderField,
  direction: 'ASC' | 'DESC',
  words: readonly string[],
): ItemOrder {
  const descending = direction === 'DESC';
  switch (field) {
    case 'CREATED_AT':
      return named(list, field, { ...byCreation, descending });
    case 'TITLE':
      return named(list, field, { ...byTitle, descending });
    case 'PRICE':
      return named(list, field, { ...byPrice, descending });
    case 'RELEVANCE':
      // What fits best is what one wants to see when relevance descends, so the ranks and titles ascend.
      return named(list, field, { ...(words.length === 0 ? byTitle : byRank(words)), descending: !descending });
    default:
      throw new TypeError(`no such order: ${String(field satisfies never)}`);
  }
}

const byCreation: Order<CatalogItemEntity> = {
  columns: [sql`row.createdAt`, sql`row.id`],
  keysOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
  accepts: ([createdAt = '']) => isInstantKey(createdAt),
};

const byPrice: Order<CatalogItemEntity> = {
  columns: [sql`row.currency`, sql`row.priceMinor`, sql`row.id`],
  keysOf: ({ currency, priceMinor, id }) => [currency, String(priceMinor), id],
  accepts: ([, priceMinor = '']) => isIntegerKey(priceMinor),
};

/** First (0) those whose title has every word, then (1) the others; each by title. */
function byRank(words: readonly string[]): Omit<ItemOrder, 'list'> {
  const lowered = words.map((word) => word.toLowerCase());
  const hasWord: SqlText[] = words.map((_, index) => sql`"row".sort_title like '%' || :ranked${index} || '%'`);
  const fitsBest = sql`(${joinSql(hasWord, ' and ')})`;
  return {
    fitsBest,
    columns: [sql`(case when ${fitsBest} then 0 else 1 end)`, ...byTitle.columns],
    keysOf: (row) => [lowered.every((word) => row.sortTitle.includes(word)) ? '0' : '1', ...byTitle.keysOf(row)],
    accepts: ([rank = '']) => rank === '0' || rank === '1',
  };
}

/** The values of the words in `byRank`. */
export function rankParameters(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word, index) => [`ranked${index}`, likeOf(word.toLowerCase())]));
}

function named(list: string, field: ItemOrderField, order: Omit<ItemOrder, 'list'>): ItemOrder {
  const direction = order.descending === true ? 'down' : 'up';
  return { ...order, list: `${list} ${field} ${order.columns.length} ${direction}` };
}

/** The page of such a list. @throws InvalidInput for one that cannot be, or a cursor of another list or order */
export function readItemPage(args: PageArguments, { list, columns }: ItemOrder): Page {
  return readPage(args, { list, keyCount: columns.length });
}
