import type { Logger } from '@marquee/shared/logging';
import type { OptionGroup } from '@marquee/shared/menu';
import { fixedId, insertMissing } from '@marquee/shared/seeding';
import type { EntityManager } from 'typeorm';
import { openFoodDatabase } from '../persistence/dataSource';
import { FoodEntity } from '../persistence/food.entity';
import { FoodCategoryEntity } from '../persistence/foodCategory.entity';
import { MenuItemEntity } from '../persistence/menuItem.entity';
import { optionGroupsRepository } from '../persistence/optionGroupsRepository';
import { RestaurantEntity } from '../persistence/restaurant.entity';
import { type DemoDish, type DemoRestaurant, demoCategories, demoCity, demoRestaurants } from './demoCity/demoCity';
import { dishLabels } from './demoCity/dishLabels';
import { type DemoOptionGroup, dishOptions } from './demoCity/dishOptions';
import { replaceDuties } from './setRestaurantStaff';
import { tellOfFoods } from './telling/tellOfFoods';
import { tellOfMenuItems } from './telling/tellOfMenuItems';
import { tellOfRestaurants } from './telling/tellOfRestaurants';
import { tellOfTerms } from './telling/tellOfTerms';

/** The users who work in every restaurant of the demo city. */
export interface DemoCityStaff {
  readonly kitchenUserIds: readonly string[];
  readonly courierUserIds: readonly string[];
}

const categoryId = (name: string) => fixedId('foodCategory', name);
const foodId = ({ name }: DemoDish) => fixedId('food', name);
const restaurantId = ({ name }: DemoRestaurant) => fixedId('restaurant', name);
const menuItemId = (restaurant: DemoRestaurant, { name }: DemoDish) =>
  fixedId('menuItem', `${restaurant.name} ${name}`);

/**
 * Fills the database with a believable city. What is there already stays as it is, changes by people included, so it may
 * run at every start; staff are set with the restaurants that it makes.
 */
export async function seedDemoCity(
  { databaseUrl }: { readonly databaseUrl: string },
  staff: DemoCityStaff,
  { logger }: { readonly logger: Logger },
): Promise<void> {
  const db = await openFoodDatabase(databaseUrl, logger);
  try {
    await db.transaction(async (tx) => {
      // Two launchers at once would both find the restaurants missing.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo_city', 0))`);
      const newRestaurantIds = await insertCity(tx);
      for (const id of newRestaurantIds) await employ(tx, id, staff);
      await tellOfRestaurants(tx, newRestaurantIds);
      await tellOfTerms(tx, newRestaurantIds);
      logger.info({ restaurants: newRestaurantIds.length }, 'demo city is there');
    });
  } finally {
    await db.destroy();
  }
}

/** Returns the ids of the restaurants that were not there. */
async function insertCity(tx: EntityManager): Promise<string[]> {
  const { currency } = demoCity;
  const dishes = new Map(
    demoRestaurants.flatMap((restaurant) => restaurant.dishes).map((dish) => [foodId(dish), dish]),
  );
  await insertMissing(
    tx,
    FoodCategoryEntity,
    Object.entries(demoCategories).map(([name, description]) => ({ id: categoryId(name), name, description })),
  );
  const newFoodIds = await insertMissing(
    tx,
    FoodEntity,
    [...dishes].map(([id, { name, description, category, priceMinor }]) => ({
      id,
      name,
      description,
      categoryId: categoryId(category),
      listPriceMinor: priceMinor,
      currency,
      ...dishLabels[name],
    })),
  );
  await tellOfFoods(tx, newFoodIds);
  const newRestaurantIds = await insertMissing(tx, RestaurantEntity, demoRestaurants.map(restaurantRow));
  const newItems = new Set(await insertMissing(tx, MenuItemEntity, demoRestaurants.flatMap(menuRows)));
  for (const item of demoRestaurants.flatMap(choosable)) {
    if (newItems.has(item.id)) await optionGroupsRepository(tx).replace(item.id, item.groups, currency);
  }
  await tellOfMenuItems(tx, [...newItems]);
  return newRestaurantIds;
}

function restaurantRow(restaurant: DemoRestaurant) {
  const { name, line1, postalCode, phone, at, cuisines, openingHours, prepMinutes } = restaurant;
  const { minimumOrderMinor, deliveryFeeMinor } = restaurant;
  const { city, country, timeZone, currency } = demoCity;
  return {
    id: restaurantId(restaurant),
    name,
    address: { recipient: null, line1, line2: null, city, region: null, postalCode, country },
    phone,
    latitude: at[0],
    longitude: at[1],
    cuisines: [...cuisines],
    timeZone,
    openingHours: [...openingHours],
    isPaused: false,
    prepMinutes,
    currency,
    minimumOrderMinor,
    deliveryFeeMinor,
  };
}

function menuRows(restaurant: DemoRestaurant): MenuItemEntity[] {
  return restaurant.dishes.map((dish) => ({
    id: menuItemId(restaurant, dish),
    restaurantId: restaurantId(restaurant),
    foodId: foodId(dish),
    categoryId: categoryId(dish.category),
    priceMinor: dish.priceMinor,
    currency: demoCity.currency,
    isAvailable: true,
  }));
}

/** The items of a menu that come with something to choose. */
function choosable(restaurant: DemoRestaurant): { id: string; groups: OptionGroup[] }[] {
  return restaurant.dishes.flatMap((dish) => {
    const groups = dishOptions[dish.name];
    return groups === undefined
      ? []
      : [{ id: menuItemId(restaurant, dish), groups: groupsOf(restaurant, dish, groups) }];
  });
}

function groupsOf(restaurant: DemoRestaurant, dish: DemoDish, groups: readonly DemoOptionGroup[]): OptionGroup[] {
  return groups.map(({ name, minChoices, maxChoices, options }) => {
    const path = `${restaurant.name} ${dish.name} ${name}`;
    return {
      id: fixedId('optionGroup', path),
      name,
      minChoices,
      maxChoices,
      options: Object.entries(options).map(([option, priceDeltaMinor]) => ({
        id: fixedId('menuOption', `${path} ${option}`),
        name: option,
        priceDeltaMinor,
      })),
    };
  });
}

async function employ(tx: EntityManager, restaurant: string, staff: DemoCityStaff): Promise<void> {
  const { kitchenUserIds, courierUserIds } = staff;
  for (const userId of new Set([...kitchenUserIds, ...courierUserIds])) {
    await replaceDuties(tx, {
      restaurantId: restaurant,
      userId,
      duties: [
        ...(kitchenUserIds.includes(userId) ? (['KITCHEN'] as const) : []),
        ...(courierUserIds.includes(userId) ? (['COURIER'] as const) : []),
      ],
    });
  }
}
