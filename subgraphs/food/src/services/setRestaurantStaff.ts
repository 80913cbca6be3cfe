import { outbox } from '@marquee/shared/events';
import { checkExists } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type HeldDuty, type StaffDuty, staffDuties } from '../domain/foodOrderAccess';
import { restaurantStaffChanged } from '../events/published';
import { restaurantStaffRepository } from '../persistence/restaurantStaffRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { userNamesRepository } from '../persistence/userNamesRepository';
import type { FoodServices } from './services';

export interface SetRestaurantStaff {
  readonly restaurantId: string;
  readonly userId: string;
  readonly duties: readonly StaffDuty[];
}

/**
 * Gives the user exactly these duties at the restaurant, and tells users about it, which grants the scopes.
 * @throws NotFound, also for a user of whom users has not told yet
 */
export async function setRestaurantStaff({ db }: FoodServices, command: SetRestaurantStaff): Promise<void> {
  const { restaurantId, userId } = command;
  await db.transaction(async (tx) => {
    await checkExists('restaurant', restaurantId, ['input', 'restaurantId'], restaurantsRepository(tx).exists);
    await checkExists('user', userId, ['input', 'userId'], (id) => isKnown(tx, id));
    await replaceDuties(tx, command);
  });
}

/** By name, as users tell it, or as staff already: the demo city has people at work before anybody tells their names. */
async function isKnown(tx: EntityManager, userId: string): Promise<boolean> {
  const names = await userNamesRepository(tx).findByIds([userId]);
  if (names.length > 0) return true;
  const held = await restaurantStaffRepository(tx).dutiesOf(userId);
  return held.length > 0;
}

/** The same inside a transaction that has the restaurant. Setting what is set already says nothing to anyone. */
export async function replaceDuties(tx: EntityManager, command: SetRestaurantStaff): Promise<void> {
  const { restaurantId, userId } = command;
  const staff = restaurantStaffRepository(tx);
  await staff.lockUser(userId);
  const held = await staff.dutiesOf(userId);
  const duties = inOrder(command.duties);
  if (String(dutiesAt(held, restaurantId)) === String(duties)) return;
  await staff.replace(restaurantId, userId, duties);
  const elsewhere = held.filter((duty) => duty.restaurantId !== restaurantId).map(({ duty }) => duty);
  const allDuties = inOrder([...elsewhere, ...duties]);
  await outbox(tx).append(restaurantStaffChanged({ restaurantId, userId, duties, allDuties }));
}

function dutiesAt(held: readonly HeldDuty[], restaurantId: string): StaffDuty[] {
  return inOrder(held.filter((duty) => duty.restaurantId === restaurantId).map(({ duty }) => duty));
}

/** Each once, in one order, so that two lists can be compared. */
function inOrder(duties: readonly StaffDuty[]): StaffDuty[] {
  return staffDuties.filter((duty) => duties.includes(duty));
}
