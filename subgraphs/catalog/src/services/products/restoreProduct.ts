import { lockItem } from '../items/lockItem';
import { pricesOf } from '../items/pricesOf';
import { updateItem } from '../items/updateItem';
import type { CatalogServices } from '../services';

/** Takes an archiving back: the product is as active as it was. One that is not archived stays as it is. @throws NotFound */
export async function restoreProduct({ db }: CatalogServices, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const item = await lockItem(tx, 'PRODUCT', id, ['id']);
    if (item.archivedAt === null) return;
    await updateItem(tx, item, { archivedAt: null }, await pricesOf(tx, id));
  });
}
