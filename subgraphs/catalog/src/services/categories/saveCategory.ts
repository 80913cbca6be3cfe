import { outbox } from '@marquee/shared/events';
import { checkExists, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { checkPlace, readCategory } from '../../domain/category';
import { categorySaved } from '../../events/published';
import { type CategoryRow, categoriesRepository } from '../../persistence/categoriesRepository';
import { databaseNow } from '../../persistence/databaseNow';
import type { CatalogServices } from '../services';

export interface SaveCategory {
  readonly id?: string | null | undefined;
  readonly slug: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly parentId?: string | null | undefined;
}

/**
 * Makes a category, or saves the one with that id as a whole. Returns its id.
 * @throws InvalidInput for a slug that is taken, a circle, or too many levels | NotFound for it or its parent
 */
export async function saveCategory({ db }: CatalogServices, { id, ...input }: SaveCategory): Promise<string> {
  const profile = readCategory(input);
  const row = { id: id ?? newId('category'), ...profile };
  await db.transaction((tx) => save(tx, row, id == null));
  return row.id;
}

async function save(tx: EntityManager, row: CategoryRow, isNew: boolean): Promise<void> {
  const categories = categoriesRepository(tx);
  await categories.lockTree();
  if (!isNew) await checkExists('category', row.id, ['input', 'id'], categories.exists);
  if (row.parentId !== null) await checkExists('category', row.parentId, ['input', 'parentId'], categories.exists);
  checkPlace(row.id, await categories.placeOf(row.id, row.parentId));
  await (isNew ? categories.insert(row) : categories.update(row));
  await outbox(tx).append(categorySaved(row, await databaseNow(tx)));
}
