import { byAge, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import type { Offer } from '../domain/foodOrderDraft';
import { FoodEntity } from './food.entity';
import { MenuItemEntity } from './menuItem.entity';

/** All queries on menus. */
export function menuItemsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<MenuItemEntity[]> => db.findBy(MenuItemEntity, { id: In([...ids]) }),

    find: (id: string): Promise<MenuItemEntity | null> => db.findOneBy(MenuItemEntity, { id }),

    /** The menus of these restaurants, each by the name of the dish. */
    menusOf: (restaurantIds: readonly string[]): Promise<MenuItemEntity[]> =>
      db
        .createQueryBuilder(MenuItemEntity, 'row')
        .innerJoin(FoodEntity, 'food', 'food.id = row.foodId')
        .where('row.restaurantId in (:...restaurantIds)', { restaurantIds })
        .orderBy('food.sortName')
        .addOrderBy('row.id')
        .getMany(),

    /** What these items are called and cost now, with their choices; one statement, so that all is of one moment. */
    async offers(ids: readonly string[]): Promise<Offer[]> {
      const rows: (Omit<Offer, 'priceMinor'> & { priceMinor: string })[] = await db.query(
        `select item.id, item.restaurant_id as "restaurantId", food.name, item.price_minor as "priceMinor",
                item.currency, item.is_available as "isAvailable",
                coalesce(
                  (select jsonb_agg(
                     jsonb_build_object(
                       'id', choice.id, 'name', choice.name,
                       'minChoices', choice.min_choices, 'maxChoices', choice.max_choices,
                       'options', (
                         select jsonb_agg(
                           jsonb_build_object('id', id, 'name', name, 'priceDeltaMinor', price_delta_minor)
                           order by position)
                         from menu_option where group_id = choice.id))
                     order by choice.position)
                   from option_group choice where choice.menu_item_id = item.id), '[]') as "optionGroups"
         from menu_item item join food on food.id = item.food_id
         where item.id = any ($1)`,
        [ids],
      );
      return rows.map((row) => ({ ...row, priceMinor: Number(row.priceMinor) }));
    },

    list(restaurantId: string | null, page: Page): Promise<Listing<MenuItemEntity>> {
      const query = db.createQueryBuilder(MenuItemEntity, 'row');
      if (restaurantId !== null) query.andWhere('row.restaurantId = :restaurantId', { restaurantId });
      return listingOf(query, page, byAge);
    },

    /** Whether the restaurant has any price yet that settles its currency. */
    existsAt: (restaurantId: string): Promise<boolean> => db.existsBy(MenuItemEntity, { restaurantId }),

    async insert(row: MenuItemEntity): Promise<void> {
      await db.insert(MenuItemEntity, row);
    },

    async update({ id, ...changes }: MenuItemEntity): Promise<void> {
      await db.update(MenuItemEntity, { id }, changes);
    },

    async setAvailability(id: string, isAvailable: boolean): Promise<void> {
      await db.update(MenuItemEntity, { id }, { isAvailable });
    },
  };
}
