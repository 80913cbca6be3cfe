import type { EntityManager } from 'typeorm';
import { catalogItemDocument } from '../documents/documents';
import { catalogItemsRepository } from '../persistence/catalogItemsRepository';
import { searchDocumentsRepository } from '../persistence/searchDocumentsRepository';

const batchSize = 500;

/** Calls a category so from then on, and each of its items that is sold with it. */
export async function relabelItems(
  tx: EntityManager,
  category: { readonly id: string; readonly name: string },
  toldAt: string,
): Promise<void> {
  const items = catalogItemsRepository(tx);
  if (!(await items.rename(category, toldAt))) return;
  let after: string | undefined = '';
  while (after !== undefined) {
    const batch = await items.ofCategory(category.id, after, batchSize);
    const sold = batch.filter(({ isActive }) => isActive);
    await searchDocumentsRepository(tx).save(...sold.map((item) => catalogItemDocument(item, category.name)));
    after = batch.length < batchSize ? undefined : batch.at(-1)?.itemId;
  }
}
