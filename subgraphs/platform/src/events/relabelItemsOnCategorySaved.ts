import { categorySavedV1, handlesOnce } from '@marquee/shared/events';
import { relabelItems } from '../services/relabelItems';

/** A category that is called otherwise changes what can be found of its items, and the catalog tells of it alone. */
export const relabelItemsOnCategorySaved = handlesOnce(
  categorySavedV1,
  'relabelItemsOnCategorySaved',
  (tx, { data: { categoryId: id, name }, occurredAt }) => relabelItems(tx, { id, name }, occurredAt),
);
