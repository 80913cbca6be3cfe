import { handles, inbox, userCreatedV1 } from '@marquee/shared/events';
import { userNamesRepository } from '../persistence/userNamesRepository';

const name = 'keepUserNameOnUserCreated';

/** Keeps what a new user is called, for when they bring orders. */
export const keepUserNameOnUserCreated = handles(userCreatedV1, name, async (event, { db }) => {
  const { userId, displayName } = event.data;
  await db.transaction(async (tx) => {
    // A second copy of an old event must not bring an old name back.
    if (!(await inbox(tx).claim(name, event.id))) return;
    await userNamesRepository(tx).keep(userId, displayName);
  });
});
