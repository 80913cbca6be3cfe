import { randomInt } from 'node:crypto';
import { outbox } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Role } from '../domain/roles';
import { usernameFrom, usernameKey } from '../domain/username';
import { userCreated } from '../events/published';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';

/** Everything normalised and checked. */
export interface NewAccount {
  readonly email: string;
  /** Null: one is made from the display name. */
  readonly username: string | null;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly acceptedTermsVersion: string | null;
  readonly passwordHash: string;
  readonly role: Role;
}

/**
 * Stores the user together with `user.created`.
 * @throws EmailTaken | UsernameTaken
 */
export async function createAccount(tx: EntityManager, account: NewAccount, now: Date): Promise<UserAccount> {
  const username = account.username ?? usernameFrom(account.displayName, randomSuffix());
  const user: UserAccount = {
    ...account,
    id: newId('user'),
    username,
    usernameKey: usernameKey(username),
    preferredCurrency: null,
    isActive: true,
    emailVerifiedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  await usersRepository(tx).insert(user);
  await outbox(tx).append(userCreated(user));
  return user;
}

/** Some 40 bits, without letters that are taken for digits. */
function randomSuffix(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789';
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
