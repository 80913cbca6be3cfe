import { InvalidInput } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { checkExists, isId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type HeldDuty, type StaffDuty, staffDuties } from '../domain/foodOrderAccess';
import { restaurantStaffChanged } from '../events/published';
import { restaurantStaffRepository } from '../persistence/restaurantStaffRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import type { FoodServices } from './services';

export interface SetRestaurantStaff {
  readonly restaurantId: string;
  readonly userId: string;
  readonly duties: readonly StaffDuty[];
}

/**
 * Gives the user exactly these duties at the restaurant, and tells users about it, which grants the scopes.
 * @throws NotFound | InvalidInput for what is no user id
 */
export async function setRestaurantStaff({ db }: FoodServices, command: SetRestaurantStaff): Promise<void> {
  const { restaurantId, userId } = command;
  if (!isId('user', userId)) throw new InvalidInput('This is no id of a user.', ['input', 'userId']);
  await db.transaction(async (tx) => {
    await checkExists('restaurant', restaurantId, ['input', 'restaurantId'], restaurantsRepository(tx).exists);
    await replaceDuties(tx, command);
  });
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
