import type { Logger } from '@marquee/shared/logging';
import { fixedId, inPortions, insertMissing, missingIds, type OnProgress } from '@marquee/shared/seeding';
import type { DataSource, EntityManager } from 'typeorm';
import { openFoodDatabase } from '../../persistence/dataSource';
import { FoodEntity } from '../../persistence/food.entity';
import { FoodCategoryEntity } from '../../persistence/foodCategory.entity';
import { MenuItemEntity } from '../../persistence/menuItem.entity';
import { MenuOptionEntity } from '../../persistence/menuOption.entity';
import { OptionGroupEntity } from '../../persistence/optionGroup.entity';
import { RestaurantEntity } from '../../persistence/restaurant.entity';
import { demoCategories } from '../demoCity/demoCity';
import { tellOfFoods } from '../telling/tellOfFoods';
import { tellOfMenuItems } from '../telling/tellOfMenuItems';
import { tellOfRestaurants } from '../telling/tellOfRestaurants';
import { tellOfTerms } from '../telling/tellOfTerms';
import { dishCount, type LargeDish, largeDish } from './largeDishes';
import { largeMenu, largeRestaurant, restaurantId } from './largeRestaurants';

export interface LargeCitySize {
  readonly restaurants: number;
}

/** Few enough that a busy machine finishes each statement in the time that one has. */
const portions = { dishes: 500, restaurants: 100 };
const pizza = fixedId('foodCategory', 'Pizza');
const sizes = { 'Small, 24 cm': -200, 'Large, 40 cm': 450 };

/**
 * Fills the database with so many restaurants, their dishes and menus. What is there already stays as it is, so a run
 * that was broken off is taken up again. Returns how many restaurants were not there.
 */
export async function seedLargeCity(
  { databaseUrl }: { readonly databaseUrl: string },
  { restaurants }: LargeCitySize,
  { logger, onProgress }: { readonly logger: Logger; readonly onProgress: OnProgress },
): Promise<number> {
  const db = await openFoodDatabase(databaseUrl, logger);
  try {
    const total = dishCount + restaurants;
    const dishes = Array.from({ length: dishCount }, (_, nth) => largeDish(nth));
    await db.transaction((tx) =>
      insertMissing(
        tx,
        FoodCategoryEntity,
        Object.entries(demoCategories).map(([name, description]) => ({
          id: fixedId('foodCategory', name),
          name,
          description,
        })),
      ),
    );
    await inPortions(
      { total: dishCount, size: portions.dishes, onProgress: (done) => onProgress(done, total) },
      (numbers) => insertDishes(db, dishes.slice(numbers[0], (numbers.at(-1) ?? 0) + 1)),
    );
    const byCuisine = dishesByCuisine(dishes);
    return await inPortions(
      { total: restaurants, size: portions.restaurants, onProgress: (done) => onProgress(dishCount + done, total) },
      (numbers) => db.transaction((tx) => insertRestaurants(tx, numbers, byCuisine)),
    );
  } finally {
    await db.destroy();
  }
}

function dishesByCuisine(dishes: readonly LargeDish[]): ReadonlyMap<string, LargeDish[]> {
  const found = new Map<string, LargeDish[]>();
  for (const dish of dishes) found.set(dish.cuisine, [...(found.get(dish.cuisine) ?? []), dish]);
  return found;
}

function insertDishes(db: DataSource, dishes: readonly LargeDish[]): Promise<number> {
  return db.transaction(async (tx) => {
    const added = await insertMissing(
      tx,
      FoodEntity,
      dishes.map(({ row }) => row),
    );
    await tellOfFoods(tx, added);
    return added.length;
  });
}

/** A restaurant that is there keeps the menu that it has by now. Returns how many were not there. */
async function insertRestaurants(
  tx: EntityManager,
  numbers: readonly number[],
  dishes: ReadonlyMap<string, readonly LargeDish[]>,
): Promise<number> {
  const missing = await missingIds(tx, RestaurantEntity, numbers.map(restaurantId));
  const wanted = numbers
    .filter((nth) => missing.has(restaurantId(nth)))
    .map((nth) => ({ nth, ...largeRestaurant(nth) }));
  const added = await insertMissing(
    tx,
    RestaurantEntity,
    wanted.map(({ row }) => row),
  );
  const items = wanted.flatMap(({ nth, cuisine }) => largeMenu(nth, cuisine, dishes));
  await insertMissing(tx, MenuItemEntity, items);
  await insertSizes(
    tx,
    items.filter(({ categoryId }) => categoryId === pizza),
  );
  await tellOfRestaurants(tx, added);
  await tellOfTerms(tx, added);
  await tellOfMenuItems(
    tx,
    items.map(({ id }) => id),
  );
  return added.length;
}

/** Pizza comes in sizes. */
async function insertSizes(tx: EntityManager, items: readonly MenuItemEntity[]): Promise<void> {
  const groups = items.map(({ id: menuItemId }) => ({
    id: fixedId('optionGroup', menuItemId),
    menuItemId,
    position: 0,
    name: 'Size',
    minChoices: 0,
    maxChoices: 1,
  }));
  await insertMissing(tx, OptionGroupEntity, groups);
  await insertMissing(
    tx,
    MenuOptionEntity,
    items.flatMap(({ id, currency }) =>
      Object.entries(sizes).map(([name, priceDeltaMinor], position) => ({
        id: fixedId('menuOption', `${id} ${name}`),
        groupId: fixedId('optionGroup', id),
        position,
        name,
        priceDeltaMinor,
        currency,
      })),
    ),
  );
}
