import { getById, newId } from '@marquee/shared/ids';
import { optionalText, requireText } from '@marquee/shared/text';
import { factsRepository } from '../persistence/factsRepository';
import { type FoodCategoryRow, foodCategoriesRepository } from '../persistence/foodCategoriesRepository';
import type { FoodServices } from './services';
import { tellOfFoods } from './telling/tellOfFoods';

export interface SaveFoodCategory {
  readonly id?: string | null | undefined;
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Makes a category, or changes the one with that id. Returns its id. @throws InvalidInput | NotFound */
export async function saveFoodCategory({ db }: FoodServices, command: SaveFoodCategory): Promise<string> {
  const name = requireText(command.name, ['input', 'name'], { max: 120 });
  const described = describedBy(command.description);
  return db.transaction(async (tx) => {
    const categories = foodCategoriesRepository(tx);
    if (command.id == null) {
      const row: FoodCategoryRow = { id: newId('foodCategory'), name, description: described.description ?? null };
      await categories.insert(row);
      return row.id;
    }
    const { id, description } = await getById('foodCategory', command.id, ['input', 'id'], categories.findForUpdate);
    await categories.update({ id, name, description, ...described });
    // Dishes are found by the name of their category too.
    await tellOfFoods(tx, await factsRepository(tx).foodsOfCategory(id));
    return id;
  });
}

/** Nothing when it was left out, so that what is there stays; null takes it away. */
export function describedBy(text: string | null | undefined): { description?: string | null } {
  if (text === undefined) return {};
  return { description: optionalText(text, ['input', 'description'], { max: 1000, mayHaveLines: true }) };
}
