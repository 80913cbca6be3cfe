import { isUniqueViolation } from '@marquee/shared/database';
import { InvalidInput, Unauthenticated } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { UsernameTaken } from '../domain/errors';
import { readOptionalPersonName, readPersonName } from '../domain/personName';
import { readUsername, usernameKey } from '../domain/username';
import { userUpdated } from '../events/published';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import type { Services } from './services';

type Change = string | null | undefined;

/** Undefined leaves a fact as it is; null empties it where it may be empty. */
export interface ProfileChanges {
  readonly displayName?: Change;
  readonly username?: Change;
  readonly firstName?: Change;
  readonly lastName?: Change;
  readonly phone?: Change;
  readonly locale?: Change;
  readonly preferredCurrency?: Change;
}

type Profile = Pick<UserAccount, keyof ProfileChanges>;

/**
 * Changes what the user says about themself and tells it with `user.updated`; what stays the same is no change.
 * @throws InvalidInput | UsernameTaken
 */
export async function updateProfile(services: Services, userId: string, input: ProfileChanges): Promise<UserAccount> {
  const wanted = readChanges(input);
  try {
    return await services.database.transaction(async (tx) => {
      const users = usersRepository(tx);
      const user = await users.lock(userId);
      if (user === null) throw new Unauthenticated();
      const changed = (Object.keys(wanted) as (keyof Profile)[]).filter((fact) => wanted[fact] !== user[fact]);
      if (changed.length === 0) return user;
      const now = services.now();
      const changes = { ...wanted, usernameKey: usernameKey(wanted.username ?? user.username), updatedAt: now };
      await users.update(userId, changes);
      Object.assign(user, changes);
      await outbox(tx).append(userUpdated(user, changed, now));
      return user;
    });
  } catch (error) {
    if (isUniqueViolation(error, 'user_account_username_key')) throw new UsernameTaken();
    throw error;
  }
}

function readChanges(changes: ProfileChanges): Partial<Profile> {
  const { displayName, username, firstName, lastName, phone, locale, preferredCurrency } = changes;
  return {
    ...(displayName !== undefined && {
      displayName: readPersonName(required(displayName, 'displayName'), 'displayName'),
    }),
    ...(username !== undefined && { username: readUsername(required(username, 'username')) }),
    ...(firstName !== undefined && { firstName: readOptionalPersonName(firstName, 'firstName') }),
    ...(lastName !== undefined && { lastName: readOptionalPersonName(lastName, 'lastName') }),
    ...(phone !== undefined && { phone }),
    ...(locale !== undefined && { locale: required(locale, 'locale') }),
    ...(preferredCurrency !== undefined && { preferredCurrency }),
  };
}

function required(value: string | null, name: keyof Profile): string {
  if (value === null) throw new InvalidInput(`${name} may change but not be empty.`, ['input', name]);
  return value;
}
