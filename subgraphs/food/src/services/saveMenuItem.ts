import { isUniqueViolation } from '@marquee/shared/database';
import { InvalidInput } from '@marquee/shared/errors';
import { checkExists, getById, newId } from '@marquee/shared/ids';
import type { OptionGroup } from '@marquee/shared/menu';
import { type Money, readPrice } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { CurrencyMismatch } from '../domain/errors';
import { checkStaysPositive, type OptionGroupInput, replaceOptionGroups } from '../domain/optionGroup';
import { foodCategoriesRepository } from '../persistence/foodCategoriesRepository';
import { foodsRepository } from '../persistence/foodsRepository';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { optionGroupsRepository } from '../persistence/optionGroupsRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import type { FoodServices } from './services';
import { tellOfMenuItems } from './telling/tellOfMenuItems';
import { tellOfTerms } from './telling/tellOfTerms';

export interface SaveMenuItem {
  readonly id?: string | null | undefined;
  readonly restaurantId: string;
  readonly foodId: string;
  readonly categoryId: string;
  readonly price: Money;
  /** True when left out, as the schema says. */
  readonly isAvailable?: boolean | undefined;
  /** Replaces all groups; they stay when it is left out. */
  readonly optionGroups?: readonly OptionGroupInput[] | null | undefined;
}

/**
 * Puts a dish on a restaurant's menu, or changes the item with that id. Returns its id.
 * @throws InvalidInput for a price, another currency, options that cannot be, or a dish that is on the menu already |
 * NotFound
 */
export async function saveMenuItem({ db }: FoodServices, command: SaveMenuItem): Promise<string> {
  const price = readPrice(command.price, ['input', 'price']);
  try {
    return await db.transaction((tx) => save(tx, { ...command, price }));
  } catch (error) {
    if (!isUniqueViolation(error, 'menu_item_food_once')) throw error;
    throw new InvalidInput('This dish is on the menu already.', ['input', 'foodId']);
  }
}

async function save(tx: EntityManager, command: SaveMenuItem): Promise<string> {
  const { restaurantId, foodId, categoryId, price, isAvailable = true } = command;
  const items = menuItemsRepository(tx);
  await settleCurrency(tx, restaurantId, price);
  await checkExists('food', foodId, ['input', 'foodId'], foodsRepository(tx).exists);
  await checkExists('foodCategory', categoryId, ['input', 'categoryId'], foodCategoriesRepository(tx).exists);
  const values = { restaurantId, foodId, categoryId, priceMinor: price.minor, currency: price.currency, isAvailable };
  if (command.id == null) {
    const id = newId('menuItem');
    await items.insert({ id, ...values });
    await saveOptions(tx, id, command);
    await tellOfMenuItems(tx, [id]);
    return id;
  }
  const current = await getById('menuItem', command.id, ['input', 'id'], items.find);
  if (current.restaurantId !== restaurantId) {
    throw new InvalidInput('A menu item stays with its restaurant.', ['input', 'restaurantId']);
  }
  await items.update({ id: current.id, ...values });
  await saveOptions(tx, current.id, command);
  await tellOfMenuItems(tx, [current.id]);
  return current.id;
}

/** A new price is held against the groups that stay, too. */
async function saveOptions(
  tx: EntityManager,
  menuItemId: string,
  { price, optionGroups }: SaveMenuItem,
): Promise<void> {
  const { currency } = price;
  const repository = optionGroupsRepository(tx);
  const current: readonly OptionGroup[] = await repository.findOf(menuItemId);
  if (optionGroups == null) return checkStaysPositive(price.minor, current, ['input', 'price']);
  const groups = replaceOptionGroups(current, optionGroups, { currency, drawId: newId });
  checkStaysPositive(price.minor, groups, ['input', 'optionGroups']);
  await repository.replace(menuItemId, groups, currency);
}

/** The lock on the restaurant keeps two first prices from settling two currencies. */
async function settleCurrency(tx: EntityManager, restaurantId: string, price: Money): Promise<void> {
  const restaurants = restaurantsRepository(tx);
  const restaurant = await getById('restaurant', restaurantId, ['input', 'restaurantId'], restaurants.findForUpdate);
  if (restaurant.currency === price.currency) return;
  if (restaurant.currency !== null) throw new CurrencyMismatch(restaurant.currency, ['input', 'price']);
  await restaurants.setCurrency(restaurant.id, price.currency);
  await tellOfTerms(tx, [restaurant.id]);
}
