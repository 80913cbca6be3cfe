import {
  type EventContract,
  type EventHandler,
  handles,
  inbox,
  productCreatedV1,
  productDeletedV1,
  productUpdatedV1,
} from '@marquee/shared/events';
import type { CatalogItemFacts } from '../documents/documents';
import { keepCatalogItem } from '../services/keepCatalogItem';

function keepsItem(contract: EventContract<CatalogItemFacts>, name: string): EventHandler {
  return handles(contract, name, async (event, { db }) => {
    await db.transaction(async (tx) => {
      if (await inbox(tx).claim(name, event.id)) await keepCatalogItem(tx, event.data);
    });
  });
}

/** What can be found of products and books, by what the catalog tells. */
export const catalogItemHandlers: readonly EventHandler[] = [
  keepsItem(productCreatedV1, 'keepItemOnProductCreated'),
  keepsItem(productUpdatedV1, 'keepItemOnProductUpdated'),
  keepsItem(productDeletedV1, 'keepItemOnProductDeleted'),
];
