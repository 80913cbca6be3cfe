import { createHash } from 'node:crypto';
import { IdempotencyKeyReused, runOnce } from '@marquee/shared/idempotency';
import { optionalText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { readEmail } from '../domain/email';
import { readNewPassword, requireStrength } from '../domain/password';
import { readOptionalPersonName, readPersonName } from '../domain/personName';
import { readUsername } from '../domain/username';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import { checkPassword } from './checkPassword';
import { createAccount, type NewAccount } from './createAccount';
import { knownWords } from './passwords/knownWords';
import type { Services } from './services';
import { type Device, type SignedIn, signIn } from './signIn';

type Optional = string | null | undefined;

export interface RegisterUser {
  readonly email: string;
  readonly username?: Optional;
  readonly password: string;
  readonly displayName: string;
  readonly firstName?: Optional;
  readonly lastName?: Optional;
  readonly phone?: Optional;
  readonly locale?: Optional;
  readonly acceptedTermsVersion?: Optional;
  readonly idempotencyKey?: Optional;
  readonly device: Device;
}

/**
 * Makes an account and signs its owner in. A repeat of `idempotencyKey` with the same input returns the same user with
 * fresh tokens: the first ones are not stored anywhere that they could be read from again.
 * @throws InvalidInput | WeakPassword | EmailTaken | UsernameTaken | IdempotencyKeyReused | TooManySignIns
 */
export async function registerUser(services: Services, command: RegisterUser): Promise<SignedIn> {
  const profile = readProfile(command);
  const password = readNewPassword(command.password);
  requireStrength(await services.passwords.strengthOf(password, knownWords(profile)));
  const account: NewAccount = { ...profile, role: 'USER', passwordHash: await services.passwords.hash(password) };

  const create = (tx: EntityManager) => createAccount(tx, account, services.now());
  const key = command.idempotencyKey ?? null;
  const user =
    key === null
      ? await services.database.transaction(create)
      : await createOnce(services, { key, profile, password, ipAddress: command.device.ipAddress }, create);
  return signIn(services, user, command.device);
}

type Profile = Omit<NewAccount, 'role' | 'passwordHash'>;

function readProfile(command: RegisterUser): Profile {
  return {
    email: readEmail(command.email),
    username: command.username == null ? null : readUsername(command.username),
    displayName: readPersonName(command.displayName, 'displayName'),
    firstName: readOptionalPersonName(command.firstName, 'firstName'),
    lastName: readOptionalPersonName(command.lastName, 'lastName'),
    phone: command.phone ?? null,
    locale: command.locale ?? 'en',
    acceptedTermsVersion: optionalText(command.acceptedTermsVersion, ['input', 'acceptedTermsVersion'], {
      label: 'The terms version',
      max: 100,
    }),
  };
}

interface Repeatable {
  readonly key: string;
  readonly profile: Profile;
  readonly password: string;
  readonly ipAddress: string | null;
}

/**
 * The password is no part of the stored body: its digest would be a hash far faster to try than bcrypt's. So a repeat
 * proves it as a login does, under the same limits, and a wrong one counts as another body.
 */
async function createOnce(
  services: Services,
  { key, profile, password, ipAddress }: Repeatable,
  create: (tx: EntityManager) => Promise<UserAccount>,
): Promise<UserAccount> {
  const claim = { userId: anonymousOwner(profile.email), operation: 'register', key, body: profile };
  const { result: userId, replayed } = await runOnce(services.database, claim, async (tx) => (await create(tx)).id);
  const user = await usersRepository(services.database.manager).find(userId);
  if (user === null) throw new Error(`the user ${userId} of an idempotency key is gone`);
  if (!replayed) return user;
  const check = { password, account: user, identifier: profile.email, ipAddress };
  if (!(await checkPassword(services, check))) throw new IdempotencyKeyReused(user.createdAt);
  return user;
}

/** Nobody is signed in yet: keys of different addresses must not meet. */
function anonymousOwner(email: string): string {
  return `anonymous:${createHash('sha256').update(email).digest('hex')}`;
}
