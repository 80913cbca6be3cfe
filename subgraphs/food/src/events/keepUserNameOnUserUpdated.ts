import { handlesOnce, userUpdatedV1 } from '@marquee/shared/events';
import { userNamesRepository } from '../persistence/userNamesRepository';

/** Keeps what a user is called from now on, for when they bring orders. */
export const keepUserNameOnUserUpdated = handlesOnce(
  userUpdatedV1,
  'keepUserNameOnUserUpdated',
  async (tx, { data }) => {
    await userNamesRepository(tx).keep(data.userId, data.displayName);
  },
);
