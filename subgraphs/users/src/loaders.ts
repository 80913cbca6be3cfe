import { isId } from '@marquee/shared/ids';
import DataLoader from 'dataloader';
import { type Grants, grantsRepository } from './persistence/grantsRepository';
import type { SavedAddress } from './persistence/savedAddress.entity';
import { savedAddressesRepository } from './persistence/savedAddressesRepository';
import type { Session } from './persistence/session.entity';
import { sessionsRepository } from './persistence/sessionsRepository';
import type { UserAccount } from './persistence/userAccount.entity';
import { usersRepository } from './persistence/usersRepository';
import type { Services } from './services/services';

export interface Loaders {
  /** By id, null for an unknown one. What of it the viewer may see is decided by `viewFor`. */
  readonly user: DataLoader<string, UserAccount | null>;
  /** By e-mail address in its one spelling. For holders of `users:read` only. */
  readonly userByEmail: DataLoader<string, UserAccount | null>;
  readonly grants: DataLoader<string, Grants>;
  readonly address: DataLoader<string, SavedAddress | null>;
  readonly addressesOfUser: DataLoader<string, SavedAddress[]>;
  readonly session: DataLoader<string, Session | null>;
  /** Open ones. Only ever asked for the viewer's own, so there is one key. */
  readonly sessionsOfUser: DataLoader<string, Session[]>;
}

/** Made for each request, so that nothing one viewer loaded is answered to another. */
export function createLoaders({ database: { manager }, now }: Pick<Services, 'database' | 'now'>): Loaders {
  const users = usersRepository(manager);
  const addresses = savedAddressesRepository(manager);
  const sessions = sessionsRepository(manager);
  return {
    // What is no id is not asked for: PostgreSQL refuses a NUL, and nothing else would be found.
    user: new DataLoader(async (ids) => byKey(ids, await users.findMany(idsOf('user', ids)), ({ id }) => id)),
    userByEmail: new DataLoader(async (emails) =>
      byKey(emails, await users.findManyByEmail(emails), ({ email }) => email),
    ),
    grants: new DataLoader((ids) => grantsRepository(manager).ofMany(ids)),
    address: new DataLoader(async (ids) =>
      byKey(ids, await addresses.findMany(idsOf('savedAddress', ids)), ({ id }) => id),
    ),
    addressesOfUser: new DataLoader(async (userIds) => {
      const found = await addresses.ofMany(userIds);
      return userIds.map((userId) => found.filter((address) => address.userId === userId));
    }),
    session: new DataLoader(async (ids) => byKey(ids, await sessions.findMany(idsOf('session', ids)), ({ id }) => id)),
    sessionsOfUser: new DataLoader((userIds) => Promise.all(userIds.map((userId) => sessions.openOf(userId, now())))),
  };
}

function idsOf(kind: 'user' | 'savedAddress' | 'session', ids: readonly string[]): string[] {
  return ids.filter((id) => isId(kind, id));
}

/** In the order of the keys, null where nothing was found. */
function byKey<T>(keys: readonly string[], found: readonly T[], keyOf: (row: T) => string): (T | null)[] {
  const rows = new Map(found.map((row) => [keyOf(row), row]));
  return keys.map((key) => rows.get(key) ?? null);
}
