import type { EventOf, foodSavedV1, restaurantSavedV1, restaurantTermsSavedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';

export type RestaurantFacts = EventOf<typeof restaurantSavedV1>['data'];
export type TermsFacts = EventOf<typeof restaurantTermsSavedV1>['data'];
export type FoodFacts = EventOf<typeof foodSavedV1>['data'];

/** The tables of things that others are told of. */
export type ToldTable = keyof typeof idsAfterSql;

/** What is told to others of all that food owns. The rows are locked, so that no older state follows a newer. */
export function factsRepository(tx: EntityManager) {
  return {
    ofRestaurants: (ids: readonly string[]): Promise<RestaurantFacts[]> =>
      tx.query(
        `select id as "restaurantId", name, address->>'line1' as street, address->>'city' as city, cuisines
         from restaurant where id = any ($1) order by id for share`,
        [ids],
      ),

    ofTerms: (restaurantIds: readonly string[]): Promise<TermsFacts[]> =>
      tx.query(
        `select id as "restaurantId", name, currency, delivery_fee_minor::int as "deliveryFeeMinor",
           minimum_order_minor::int as "minimumOrderMinor", is_paused as "isPaused", time_zone as "timeZone",
           opening_hours as "openingHours"
         from restaurant where id = any ($1) order by id for share`,
        [restaurantIds],
      ),

    /** What is told of a menu item is what is offered; see `menuItemsRepository`. */
    async lockMenuItems(ids: readonly string[]): Promise<void> {
      await tx.query('select from menu_item where id = any ($1) order by id for share', [ids]);
    },

    /** The entries of menus that are called what the dish is called, in the order of ids. */
    async menuItemsOfFood(foodId: string): Promise<string[]> {
      const rows: { id: string }[] = await tx.query('select id from menu_item where food_id = $1 order by id', [
        foodId,
      ]);
      return rows.map(({ id }) => id);
    },

    ofFoods: (ids: readonly string[]): Promise<FoodFacts[]> =>
      tx.query(
        `select food.id as "foodId", food.name, food.description, category.name as category, food.dietary
         from food join food_category category on category.id = food.category_id
         where food.id = any ($1) order by food.id for share of food`,
        [ids],
      ),

    /** The dishes of a category, in the order of ids. */
    async foodsOfCategory(categoryId: string): Promise<string[]> {
      const rows: { id: string }[] = await tx.query('select id from food where category_id = $1 order by id', [
        categoryId,
      ]);
      return rows.map(({ id }) => id);
    },

    /** The ids after that one, in the order of ids. */
    async idsAfter(table: ToldTable, after: string, limit: number): Promise<string[]> {
      const rows: { id: string }[] = await tx.query(idsAfterSql[table], [after, limit]);
      return rows.map(({ id }) => id);
    },
  };
}

const idsAfterSql = {
  restaurant: 'select id from restaurant where id > $1 order by id limit $2',
  menuItem: 'select id from menu_item where id > $1 order by id limit $2',
  food: 'select id from food where id > $1 order by id limit $2',
} as const;
