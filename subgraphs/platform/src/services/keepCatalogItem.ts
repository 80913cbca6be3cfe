import type { EntityManager } from 'typeorm';
import { type CatalogItemFacts, catalogItemDocument } from '../documents/documents';
import { catalogItemsRepository } from '../persistence/catalogItemsRepository';
import { searchDocumentsRepository } from '../persistence/searchDocumentsRepository';

/** Keeps what can be found of an item: nothing while it is not sold. An older version than the known one is passed over. */
export async function keepCatalogItem(tx: EntityManager, item: CatalogItemFacts): Promise<void> {
  const items = catalogItemsRepository(tx);
  // Before the item: whoever relabels a category holds it, and then takes its items.
  const category = item.category && (await items.nameOf(item.category));
  if (!(await items.keep(item))) return;
  const documents = searchDocumentsRepository(tx);
  if (item.isActive) await documents.save(catalogItemDocument(item, category));
  else await documents.remove(item.kind, item.itemId);
}
