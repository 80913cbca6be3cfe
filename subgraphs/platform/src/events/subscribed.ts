import type { EventHandler } from '@marquee/shared/events';
import { catalogItemHandlers } from './keepCatalogItems';
import { documentHandlers } from './keepDocuments';
import { relabelItemsOnCategorySaved } from './relabelItemsOnCategorySaved';

/** Every event of other subgraphs that platform reacts to. */
export const subscribedEvents: readonly EventHandler[] = [
  ...documentHandlers,
  ...catalogItemHandlers,
  relabelItemsOnCategorySaved,
];
