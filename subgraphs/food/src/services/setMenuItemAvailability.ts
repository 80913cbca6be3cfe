import { hasScope, type Viewer } from '@marquee/shared/auth';
import { getById } from '@marquee/shared/ids';
import { writeScope } from '../domain/foodOrderAccess';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { checkKitchenDuty } from './duties';
import type { FoodServices } from './services';
import { tellOfMenuItems } from './telling/tellOfMenuItems';

/**
 * Says whether a dish can be ordered. Returns the item's id.
 * @throws NotFound | Forbidden unless the viewer cooks at that restaurant or may write every menu
 */
export async function setMenuItemAvailability(
  { db }: FoodServices,
  viewer: Viewer,
  command: { readonly id: string; readonly isAvailable: boolean },
): Promise<string> {
  return db.transaction(async (tx) => {
    const items = menuItemsRepository(tx);
    const item = await getById('menuItem', command.id, ['id'], items.find);
    if (!hasScope(viewer, writeScope)) await checkKitchenDuty(tx, viewer, item.restaurantId);
    await items.setAvailability(item.id, command.isAvailable);
    await tellOfMenuItems(tx, [item.id]);
    return item.id;
  });
}
