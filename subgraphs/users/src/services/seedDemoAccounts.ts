import type { Logger } from '@marquee/shared/logging';
import type { UsersConfig } from '../config';
import { type DemoPart, type DemoPerson, demoPeople } from '../domain/demoAccounts';
import type { Role } from '../domain/roles';
import { openUsersDatabase } from '../persistence/dataSource';
import { grantsRepository } from '../persistence/grantsRepository';
import { usersRepository } from '../persistence/usersRepository';
import { createAccount } from './createAccount';
import { createPasswords } from './passwords/passwords';
import type { Services } from './services';

/** `password` is what the account was made with; its owner may have changed it since. */
export interface DemoAccount {
  readonly id: string;
  readonly part: DemoPart;
  readonly role: Role;
  readonly email: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
}

type Seeding = Pick<Services, 'database' | 'passwords' | 'now'>;

/** Makes the demo accounts that are missing and returns all of them. Only the launcher calls this. */
export async function seedDemoAccounts(config: UsersConfig, options: { logger: Logger }): Promise<DemoAccount[]> {
  const database = await openUsersDatabase(config.databaseUrl, options.logger);
  const { passwordPepper: pepper, passwordBcryptCost: cost, subgraphTimeoutMs: requestTimeoutMs } = config;
  const passwords = createPasswords({ pepper, cost, requestTimeoutMs });
  try {
    const seeding = { database, passwords, now: () => new Date() };
    return await Promise.all(demoPeople.map((person) => ensureAccount(seeding, person)));
  } finally {
    await passwords.stop();
    await database.destroy();
  }
}

async function ensureAccount(seeding: Seeding, person: DemoPerson): Promise<DemoAccount> {
  const { part, role, email, username, password } = person;
  const displayName = `${person.firstName} ${person.lastName}`;
  const known = await usersRepository(seeding.database.manager).findByEmail(email);
  const { id } = known ?? (await makeAccount(seeding, person, displayName));
  return { id, part, role, email, username, displayName, password };
}

async function makeAccount(
  { database, passwords, now }: Seeding,
  { password, part: _part, scopes = [], ...person }: DemoPerson,
  displayName: string,
): Promise<{ id: string }> {
  const passwordHash = await passwords.hash(password);
  const account = { ...person, displayName, phone: null, locale: 'en', acceptedTermsVersion: null, passwordHash };
  return database.transaction(async (tx) => {
    const { id } = await createAccount(tx, account, now());
    for (const scope of scopes) await grantsRepository(tx).grant(id, scope, now());
    return { id };
  });
}
