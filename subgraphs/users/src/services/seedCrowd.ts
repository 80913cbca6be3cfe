import { randomBytes } from 'node:crypto';
import { outbox } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { inPortions, insertMissing, type OnProgress } from '@marquee/shared/seeding';
import type { UsersConfig } from '../config';
import { inhabitant } from '../domain/crowd';
import { usernameKey } from '../domain/username';
import { userCreated } from '../events/published';
import { openUsersDatabase } from '../persistence/dataSource';
import { UserAccount } from '../persistence/userAccount.entity';
import { createPasswords } from './passwords/passwords';

const portion = 1_000;

/**
 * Makes those of so many people of a large city who are missing. Nobody knows their password: it is drawn and forgotten.
 * Returns the ids of all, and how many were not there.
 */
export async function seedCrowd(
  config: UsersConfig,
  { people, logger, onProgress }: { readonly people: number; readonly logger: Logger; readonly onProgress: OnProgress },
): Promise<{ ids: string[]; added: number }> {
  const db = await openUsersDatabase(config.databaseUrl, logger);
  try {
    const passwordHash = await hashOfNobodys(config);
    const now = new Date();
    const ids: string[] = [];
    const added = await inPortions({ total: people, size: portion, onProgress }, async (numbers) => {
      const users = numbers.map(inhabitant).map((person) => accountOf(person, passwordHash, now));
      ids.push(...users.map(({ id }) => id));
      return db.transaction(async (tx) => {
        const inserted = new Set(await insertMissing(tx, UserAccount, users));
        await outbox(tx).append(...users.filter(({ id }) => inserted.has(id)).map(userCreated));
        return inserted.size;
      });
    });
    return { ids, added };
  } finally {
    await db.destroy();
  }
}

async function hashOfNobodys(config: UsersConfig): Promise<string> {
  const { passwordPepper: pepper, passwordBcryptCost: cost, subgraphTimeoutMs: requestTimeoutMs } = config;
  const passwords = createPasswords({ pepper, cost, requestTimeoutMs });
  try {
    return await passwords.hash(randomBytes(24).toString('base64url'));
  } finally {
    await passwords.stop();
  }
}

function accountOf(person: ReturnType<typeof inhabitant>, passwordHash: string, now: Date): UserAccount {
  return {
    ...person,
    usernameKey: usernameKey(person.username),
    displayName: `${person.firstName} ${person.lastName}`,
    phone: null,
    locale: 'en',
    preferredCurrency: null,
    passwordHash,
    role: 'USER',
    isActive: true,
    emailVerifiedAt: null,
    acceptedTermsVersion: null,
    createdAt: now,
    updatedAt: now,
  };
}
