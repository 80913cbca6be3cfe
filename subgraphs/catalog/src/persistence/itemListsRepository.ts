import { joinSql, sql } from '@marquee/shared/database';
import { cursorKeys, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { type FacetCount, priceBounds } from '../domain/facets';
import { CatalogItemEntity } from './catalogItem.entity';
import { conditionOf, everyListed, type ItemCriteria } from './itemCriteria';
import { type ItemOrder, rankParameters } from './itemOrder';
import { rankedListing } from './rankedListing';

/** All lists of items. */
export function itemListsRepository(db: EntityManager) {
  return {
    list(criteria: ItemCriteria, page: Page, order: ItemOrder): Promise<Listing<CatalogItemEntity>> {
      const query = listed(db, criteria);
      const { fitsBest } = order;
      return fitsBest === undefined
        ? listingOf(query, page, order)
        : rankedListing(query, page, { ...order, fitsBest });
    },

    /**
     * One page of the products right in each category, in the order that `connectionOf` expects. The ids come from a
     * lateral join, which stops at the page's size in each.
     */
    pagesOf(categoryIds: readonly string[], page: Page, order: ItemOrder): Promise<CatalogItemEntity[]> {
      const { condition, parameters } = conditionOf({ kind: 'PRODUCT', ...everyListed });
      const [createdAt, id] = cursorKeys(page, order.accepts) ?? [null, null];
      const goesDown = !page.isBackward;
      const [beyond, direction] = goesDown ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
      const turned = goesDown ? 'DESC' : 'ASC';
      return db
        .createQueryBuilder(CatalogItemEntity, 'row')
        .where(
          sql`row.id in (
            select picked.id from unnest(:wantedIds::text[]) as wanted (id) cross join lateral (
              select "row".id from catalog_item "row"
              where "row".category_id = wanted.id and ${condition}
                and (:createdAt::timestamptz is null
                  or ("row".created_at, "row".id) ${beyond} (:createdAt::timestamptz, :id))
              order by "row".created_at ${direction}, "row".id ${direction} limit :most
            ) as picked)`,
          { ...parameters, wantedIds: categoryIds, createdAt, id, most: page.size + 1 },
        )
        .orderBy('row.createdAt', turned)
        .addOrderBy('row.id', turned)
        .getMany();
    },

    /** How many products are right in each category; those without any are left out. */
    async countsOf(categoryIds: readonly string[]): Promise<Map<string, number>> {
      const rows: { id: string; count: number }[] = await listed(db, { kind: 'PRODUCT', ...everyListed, categoryIds })
        .select('row.categoryId', 'id')
        .addSelect('count(*)::int', 'count')
        .groupBy('row.categoryId')
        .getRawMany();
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    /** How the items divide, by what a facet is. */
    facets: (criteria: ItemCriteria): Promise<FacetRow[]> =>
      divided(listed(db, criteria)).groupBy(sql`grouping sets (${byFacet})`).getRawMany(),

    /** The same for the products right in each category. */
    facetsOf: (categoryIds: readonly string[]): Promise<FacetRow[]> =>
      divided(listed(db, { kind: 'PRODUCT', ...everyListed, categoryIds }))
        .addSelect('row.categoryId', 'categoryId')
        .groupBy(sql`row.categoryId, grouping sets (${byFacet})`)
        .getRawMany(),
  };
}

/** What a facet counts, in one category where several are asked for. */
export interface FacetRow extends FacetCount {
  readonly categoryId?: string;
}

/** The bounds are those of `priceBounds`. */
const bracket = sql`width_bucket("row".price_minor, array[${priceBounds[0]}, ${priceBounds[1]}, ${priceBounds[2]}, ${priceBounds[3]}, ${priceBounds[4]}]::bigint[])`;
/** Every item has its stock, and few are sold out: those are found by a small index, the others by not being there. */
const inStock = sql`(sold_out.item_id is null)`;
const byFacet = joinSql([sql`(shelf.slug)`, sql`("row".currency, ${bracket})`, sql`(${inStock})`], ', ');

function divided(query: SelectQueryBuilder<CatalogItemEntity>): SelectQueryBuilder<CatalogItemEntity> {
  return query
    .leftJoin('category', 'shelf', 'shelf.id = "row".category_id')
    .leftJoin('stock', 'sold_out', 'sold_out.item_id = "row".id and sold_out.available = 0')
    .select('shelf.slug', 'slug')
    .addSelect('"row".currency', 'currency')
    .addSelect(bracket, 'bracket')
    .addSelect(inStock, 'inStock')
    .addSelect('count(*)::int', 'count');
}

function listed(db: EntityManager, criteria: ItemCriteria): SelectQueryBuilder<CatalogItemEntity> {
  const { condition, parameters } = conditionOf(criteria);
  return db
    .createQueryBuilder(CatalogItemEntity, 'row')
    .where(sql`${condition}`, { ...parameters, ...rankParameters(criteria.words) });
}
