import { categorySavedV1, handles, inbox } from '@marquee/shared/events';
import { relabelItems } from '../services/relabelItems';

const name = 'relabelItemsOnCategorySaved';

/** A category that is called otherwise changes what can be found of its items, and the catalog tells of it alone. */
export const relabelItemsOnCategorySaved = handles(categorySavedV1, name, async (event, { db }) => {
  await db.transaction(async (tx) => {
    if (!(await inbox(tx).claim(name, event.id))) return;
    const { categoryId: id, name: called } = event.data;
    await relabelItems(tx, { id, name: called }, event.occurredAt);
  });
});
