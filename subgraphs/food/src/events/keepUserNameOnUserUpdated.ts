import { handles, inbox, userUpdatedV1 } from '@marquee/shared/events';
import { userNamesRepository } from '../persistence/userNamesRepository';

const name = 'keepUserNameOnUserUpdated';

/** Keeps what a user is called from now on, for when they bring orders. */
export const keepUserNameOnUserUpdated = handles(userUpdatedV1, name, async (event, { db }) => {
  const { userId, displayName } = event.data;
  await db.transaction(async (tx) => {
    // A second copy of an old event must not bring an old name back.
    if (!(await inbox(tx).claim(name, event.id))) return;
    await userNamesRepository(tx).keep(userId, displayName);
  });
});
