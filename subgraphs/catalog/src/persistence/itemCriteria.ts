import { joinSql, likeOf, type SqlText, sql } from '@marquee/shared/database';
import type { ItemKind } from '../domain/catalogItem';
import { skuKey } from '../domain/sku';

/** What must hold for an item to be listed; null, false and an empty list of words do not narrow. */
export interface ItemCriteria {
  readonly kind: ItemKind;
  /** False: only what is not sold. */
  readonly isListed: boolean;
  /** Each occurs in one of the texts. */
  readonly words: readonly string[];
  readonly categoryIds: readonly string[] | null;
  readonly price: PriceRange | null;
  readonly inStockOnly: boolean;
  readonly skus: readonly string[] | null;
  /** All of them occur in the name of one author. */
  readonly authorWords: readonly string[];
  /** YYYY-MM-DD, both included. */
  readonly publishedAfter: string | null;
  readonly publishedBefore: string | null;
}

/** Of the price in that currency, whether it is the item's own or one of the others. */
export interface PriceRange {
  readonly currency: string;
  readonly minMinor: number | null;
  readonly maxMinor: number | null;
}

export const everyListed: Omit<ItemCriteria, 'kind'> = {
  isListed: true,
  words: [],
  categoryIds: null,
  price: null,
  inStockOnly: false,
  skus: null,
  authorWords: [],
  publishedAfter: null,
  publishedBefore: null,
};

const priceInCurrency = sql`(case when "row".currency = :currency then "row".price_minor
  else (select price_minor from item_price where item_id = "row".id and item_price.currency = :currency) end)`;

/** As `search_text` is lowered, whatever the locale of the database; its index is for texts in the default collation. */
const lowered = (text: SqlText) => sql`lower(${text} collate pg_c_utf8) collate "default"`;

/** The criteria on an item that is called `"row"`. */
export function conditionOf(criteria: ItemCriteria): { condition: SqlText; parameters: Record<string, unknown> } {
  const { kind, words, categoryIds, price, skus, authorWords, publishedAfter, publishedBefore } = criteria;
  const conditions = [
    sql`"row".kind = :kind`,
    // Said as the indexes say it.
    criteria.isListed ? sql`"row".is_listed` : sql`not "row".is_listed`,
    ...words.map((_, index) => sql`"row".search_text like '%' || ${lowered(sql`:word${index}`)} || '%'`),
    ...(categoryIds === null ? [] : [sql`"row".category_id = any (:categoryIds)`]),
    ...(price?.minMinor == null ? [] : [sql`${priceInCurrency} >= :minMinor`]),
    ...(price?.maxMinor == null ? [] : [sql`${priceInCurrency} <= :maxMinor`]),
    ...(criteria.inStockOnly
      ? // Every item has its stock, and few are sold out: those are found by a small index.
        [sql`not exists (select from stock where stock.item_id = "row".id and stock.available = 0)`]
      : []),
    ...(skus === null ? [] : [sql`lower("row".sku) = any (:skuKeys)`]),
    ...authorConditions(authorWords),
    ...(publishedAfter === null ? [] : [sql`"row".published_on >= :publishedAfter`]),
    ...(publishedBefore === null ? [] : [sql`"row".published_on <= :publishedBefore`]),
  ];
  const parameters = {
    kind,
    categoryIds,
    ...price,
    skuKeys: skus?.map(skuKey),
    publishedAfter,
    publishedBefore,
    ...Object.fromEntries(words.map((word, index) => [`word${index}`, likeOf(word)])),
    ...Object.fromEntries(authorWords.map((word, index) => [`author${index}`, word])),
    ...Object.fromEntries(authorWords.map((word, index) => [`authorLike${index}`, likeOf(word)])),
  };
  return { condition: joinSql(conditions, ' and '), parameters };
}

/** The first condition is implied by the second: it is there for the index of words. */
function authorConditions(words: readonly string[]): SqlText[] {
  if (words.length === 0) return [];
  const anywhere = words.map(
    (_, index) => sql`"row".search_text like '%' || ${lowered(sql`:authorLike${index}`)} || '%'`,
  );
  const inName = words.map((_, index) => sql`strpos(${lowered(sql`author`)}, ${lowered(sql`:author${index}`)}) > 0`);
  return [
    ...anywhere,
    sql`exists (select from jsonb_array_elements_text("row".authors) as author where ${joinSql(inName, ' and ')})`,
  ];
}
