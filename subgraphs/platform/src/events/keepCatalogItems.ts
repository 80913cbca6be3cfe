import {
  type EventContract,
  type EventHandler,
  handlesOnce,
  productCreatedV1,
  productDeletedV1,
  productUpdatedV1,
} from '@marquee/shared/events';
import type { CatalogItemFacts } from '../documents/documents';
import { keepCatalogItem } from '../services/keepCatalogItem';

function keepsItem(contract: EventContract<CatalogItemFacts>, name: string): EventHandler {
  return handlesOnce(contract, name, (tx, { data }) => keepCatalogItem(tx, data));
}

/** What can be found of products and books, by what the catalog tells. */
export const catalogItemHandlers: readonly EventHandler[] = [
  keepsItem(productCreatedV1, 'keepItemOnProductCreated'),
  keepsItem(productUpdatedV1, 'keepItemOnProductUpdated'),
  keepsItem(productDeletedV1, 'keepItemOnProductDeleted'),
];
