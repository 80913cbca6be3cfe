import { checkExists, getById, newId } from '@marquee/shared/ids';
import { type Money, readPrice } from '@marquee/shared/money';
import { requireText } from '@marquee/shared/text';
import { changeLabels, type FoodLabelsInput } from '../domain/dietary';
import { factsRepository } from '../persistence/factsRepository';
import { foodCategoriesRepository } from '../persistence/foodCategoriesRepository';
import { foodsRepository } from '../persistence/foodsRepository';
import { describedBy } from './saveFoodCategory';
import type { FoodServices } from './services';
import { tellOfFoods } from './telling/tellOfFoods';
import { tellOfMenuItems } from './telling/tellOfMenuItems';

export interface SaveFood extends FoodLabelsInput {
  readonly id?: string | null | undefined;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly categoryId: string;
  readonly listPrice: Money;
}

/** Makes a dish, or changes the one with that id. Returns its id. @throws InvalidInput | NotFound */
export async function saveFood({ db }: FoodServices, command: SaveFood): Promise<string> {
  const name = requireText(command.name, ['input', 'name'], { max: 120 });
  const described = describedBy(command.description);
  const { minor: listPriceMinor, currency } = readPrice(command.listPrice, ['input', 'listPrice']);
  const { categoryId } = command;
  return db.transaction(async (tx) => {
    const foods = foodsRepository(tx);
    await checkExists('foodCategory', categoryId, ['input', 'categoryId'], foodCategoriesRepository(tx).exists);
    const values = { name, categoryId, listPriceMinor, currency };
    if (command.id == null) {
      const id = newId('food');
      await foods.insert({ id, description: null, ...values, ...described, ...changeLabels(null, command) });
      await tellOfFoods(tx, [id]);
      return id;
    }
    const current = await getById('food', command.id, ['input', 'id'], foods.findForUpdate);
    const { id, description } = current;
    await foods.update({ id, description, ...values, ...described, ...changeLabels(current, command) });
    await tellOfFoods(tx, [id]);
    if (name !== current.name) await tellOfMenuItems(tx, await factsRepository(tx).menuItemsOfFood(id));
    return id;
  });
}
