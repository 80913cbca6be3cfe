import type { Viewer } from '@marquee/shared/auth';
import { byId, countsBy, listsBy, uniqueBy } from '@marquee/shared/loaders';
import { byName, connectionOf, type Listing, type Page } from '@marquee/shared/pagination';
import type DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { FoodOrder } from './domain/foodOrder';
import type { FoodEntity } from './persistence/food.entity';
import { foodCategoriesRepository } from './persistence/foodCategoriesRepository';
import { foodOrderCouriersRepository } from './persistence/foodOrderCouriersRepository';
import { foodOrdersRepository } from './persistence/foodOrdersRepository';
import { foodsRepository } from './persistence/foodsRepository';
import { menuItemsRepository } from './persistence/menuItemsRepository';
import { optionGroupsRepository } from './persistence/optionGroupsRepository';
import { restaurantsRepository } from './persistence/restaurantsRepository';
import { seatBookingsRepository } from './persistence/seatBookingsRepository';
import { userNamesRepository } from './persistence/userNamesRepository';
import { visibleTo } from './services/visibleFoodOrders';

export type Loaders = ReturnType<typeof createLoaders>;

/** What one request reads, each row once and what is asked for together in one statement. Never outlives the request. */
export function createLoaders(db: EntityManager, viewer: Viewer | null) {
  const orders = foodOrdersRepository(db);
  const visible = async (found: Promise<FoodOrder[]>) => visibleTo(db, viewer, await found);
  return {
    restaurant: byId('restaurant', restaurantsRepository(db).findByIds),
    category: byId('foodCategory', foodCategoriesRepository(db).findByIds),
    food: byId('food', foodsRepository(db).findByIds),
    menuItem: byId('menuItem', menuItemsRepository(db).findByIds),
    /** The menu of a restaurant, sold out or not. */
    menu: listsBy(menuItemsRepository(db).menusOf, ({ restaurantId }) => restaurantId),
    optionGroups: listsBy(optionGroupsRepository(db).groupsOf, ({ menuItemId }) => menuItemId),
    options: listsBy(optionGroupsRepository(db).optionsOf, ({ groupId }) => groupId),
    /** Any order: only for a caller who was found to be allowed to see it. */
    order: byId('foodOrder', orders.findByIds),
    /** An order that the viewer may see; a reference names an id but proves nothing. */
    visibleOrder: byId('foodOrder', (ids) => visible(orders.findByIds(ids))),
    visibleOrderByNumber: uniqueBy(
      (numbers) => visible(orders.findByNumbers(numbers)),
      ({ number }) => number,
    ),
    /** The viewer's own orders to the seats of a booking. */
    ownOrdersToSeats: listsBy(
      async (bookingIds) => (viewer === null ? [] : orders.toSeatsOf(bookingIds, viewer.userId)),
      ({ seatBookingId }) => seatBookingId ?? '',
    ),
    /** Of an order that the caller was found to be allowed to see. */
    seatBooking: uniqueBy(seatBookingsRepository(db).findByIds, ({ bookingId }) => bookingId),
    lines: listsBy(orders.linesOf, ({ orderId }) => orderId),
    timeline: listsBy(orders.timelinesOf, ({ orderId }) => orderId),
    /** Of an order that the caller was found to be allowed to see. */
    courierOf: uniqueBy(foodOrderCouriersRepository(db).findByOrders, ({ orderId }) => orderId),
    userName: uniqueBy(userNamesRepository(db).findByIds, ({ userId }) => userId),
    openOrders: countsBy(orders.countsInKitchens),
    foodsOfCategory: foodsOfCategory(db),
  };
}

/** A page of dishes for each of many categories: categories that are asked for the same page share a statement. */
function foodsOfCategory(db: EntityManager): (categoryId: string, page: Page) => Promise<Listing<FoodEntity>> {
  const foods = foodsRepository(db);
  const pages = new Map<string, DataLoader<string, FoodEntity[]>>();
  const counts = countsBy(foods.countsOfCategories);
  const loaderOf = (page: Page) => {
    const key = JSON.stringify(page);
    const loader =
      pages.get(key) ??
      listsBy(
        (ids) => foods.pagesOfCategories(ids, page),
        ({ categoryId }) => categoryId,
      );
    pages.set(key, loader);
    return loader;
  };
  return async (categoryId, page) => ({
    ...connectionOf(await loaderOf(page).load(categoryId), page, byName.keysOf),
    countAll: () => counts.load(categoryId),
  });
}
