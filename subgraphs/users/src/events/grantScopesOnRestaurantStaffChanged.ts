import { handles, inbox, outbox, restaurantStaffChangedV1 } from '@marquee/shared/events';
import { grantsRepository } from '../persistence/grantsRepository';
import { usersRepository } from '../persistence/usersRepository';
import { userUpdated } from './published';

/** Access tokens that were made before keep their scopes until they expire; food checks the duty itself on every call. */
export const grantScopesOnRestaurantStaffChanged = handles(
  restaurantStaffChangedV1,
  'grantScopesOnRestaurantStaffChanged',
  async (event, { db, logger }) => {
    const { userId, allDuties } = event.data;
    await db.transaction(async (tx) => {
      // The relay delivers at least once; the second copy of an event must change nothing.
      if (!(await inbox(tx).claim('grantScopesOnRestaurantStaffChanged', event.id))) return;
      const user = await usersRepository(tx).lock(userId);
      if (user === null) {
        logger.warn({ userId }, 'a duty was given to nobody we know');
        return;
      }
      const grants = grantsRepository(tx);
      const { duties } = await grants.of(userId);
      if (sameMembers(duties, allDuties)) return;
      await grants.replaceDuties(userId, allDuties);
      await outbox(tx).append(userUpdated(user, ['scopes'], new Date(event.occurredAt)));
    });
  },
);

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return new Set([...some, ...others]).size === some.length && some.length === new Set(others).size;
}
