import { handlesOnce, userCreatedV1 } from '@marquee/shared/events';
import { userNamesRepository } from '../persistence/userNamesRepository';

/** Keeps what a new user is called, for when they bring orders. */
export const keepUserNameOnUserCreated = handlesOnce(
  userCreatedV1,
  'keepUserNameOnUserCreated',
  async (tx, { data }) => {
    await userNamesRepository(tx).keep(data.userId, data.displayName);
  },
);
