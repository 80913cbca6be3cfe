import type { ItemKind } from '../../domain/catalogItem';
import { databaseNow } from '../../persistence/databaseNow';
import type { CatalogServices } from '../services';
import { lockItem } from './lockItem';
import { pricesOf } from './pricesOf';
import { updateItem } from './updateItem';

/** Takes an item out of the shop; past orders still show it. One that is archived already stays as it is. @throws NotFound */
export async function archiveItem({ db }: CatalogServices, kind: ItemKind, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const item = await lockItem(tx, kind, id, ['id']);
    if (item.archivedAt !== null) return;
    await updateItem(tx, item, { archivedAt: await databaseNow(tx) }, await pricesOf(tx, id));
  });
}
