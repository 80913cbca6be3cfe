import type { Viewer } from '@marquee/shared/auth';
import { Forbidden } from '@marquee/shared/errors';
import type { EntityManager } from 'typeorm';
import { backedDuties, type HeldDuty, mayHoldDuties } from '../domain/foodOrderAccess';
import { restaurantStaffRepository } from '../persistence/restaurantStaffRepository';

/** The viewer's duties that the token backs with their scope; asks the database only when there may be some. */
export async function dutiesOf(db: EntityManager, viewer: Viewer): Promise<HeldDuty[]> {
  if (!mayHoldDuties(viewer)) return [];
  return backedDuties(viewer, await restaurantStaffRepository(db).dutiesOf(viewer.userId));
}

/** Does nothing for a viewer who works in that kitchen. @throws Forbidden */
export async function checkKitchenDuty(db: EntityManager, viewer: Viewer, restaurantId: string): Promise<void> {
  const duties = await dutiesOf(db, viewer);
  const cooksThere = duties.some((held) => held.restaurantId === restaurantId && held.duty === 'KITCHEN');
  if (!cooksThere) throw new Forbidden('This is for the kitchen staff of that restaurant.');
}
