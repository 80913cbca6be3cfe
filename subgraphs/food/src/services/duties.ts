import type { Viewer } from '@marquee/shared/auth';
import { Forbidden } from '@marquee/shared/errors';
import type { EntityManager } from 'typeorm';
import { backedDuties, type HeldDuty, mayHoldDuties, type StaffDuty } from '../domain/foodOrderAccess';
import { restaurantStaffRepository } from '../persistence/restaurantStaffRepository';

/** The viewer's duties that the token backs with their scope; asks the database only when there may be some. */
export async function dutiesOf(db: EntityManager, viewer: Viewer): Promise<HeldDuty[]> {
  if (!mayHoldDuties(viewer)) return [];
  return backedDuties(viewer, await restaurantStaffRepository(db).dutiesOf(viewer.userId));
}

/** What the viewer may do at one restaurant. @throws Forbidden for nothing */
export async function dutiesAt(
  db: EntityManager,
  viewer: Viewer,
  restaurantId: string,
  path: readonly string[],
): Promise<StaffDuty[]> {
  const held = await dutiesOf(db, viewer);
  const duties = held.filter((duty) => duty.restaurantId === restaurantId).map(({ duty }) => duty);
  if (duties.length === 0) throw new Forbidden('This is for the staff of that restaurant.', path);
  return duties;
}

/** Whether the viewer works in that kitchen. */
export async function hasKitchenDuty(db: EntityManager, viewer: Viewer, restaurantId: string): Promise<boolean> {
  const duties = await dutiesOf(db, viewer);
  return duties.some((held) => held.restaurantId === restaurantId && held.duty === 'KITCHEN');
}

/** Does nothing for a viewer who works in that kitchen. @throws Forbidden */
export async function checkKitchenDuty(db: EntityManager, viewer: Viewer, restaurantId: string): Promise<void> {
  const cooksThere = await hasKitchenDuty(db, viewer, restaurantId);
  if (!cooksThere) throw new Forbidden('This is for the kitchen staff of that restaurant.');
}
