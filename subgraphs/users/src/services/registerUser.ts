import { createHash } from 'node:crypto';
import {
  type IdempotencyClaim,
  IdempotencyKeyReused,
  type OnceDone,
  runOnce,
  spentAnswer,
} from '@marquee/shared/idempotency';
import { optionalText } from '@marquee/shared/text';
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
  const registration = { profile: readProfile(command), password: readNewPassword(command.password) };
  const key = command.idempotencyKey ?? null;
  const user =
    key === null
      ? await create(services, registration)
      : await createOnce(services, { ...registration, key, ipAddress: command.device.ipAddress });
  return signIn(services, user, command.device);
}

interface Registration {
  readonly profile: Profile;
  readonly password: string;
}

async function create(services: Services, registration: Registration): Promise<UserAccount> {
  const account = await newAccountOf(services, registration);
  return services.database.transaction((tx) => createAccount(tx, account, services.now()));
}

/** Half a second of work on other threads, so never inside a transaction. @throws WeakPassword */
async function newAccountOf({ passwords }: Services, { profile, password }: Registration): Promise<NewAccount> {
  requireStrength(await passwords.strengthOf(password, knownWords(profile)));
  return { ...profile, role: 'USER', passwordHash: await passwords.hash(password) };
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

interface Repeatable extends Registration {
  readonly key: string;
  readonly ipAddress: string | null;
}

/**
 * Twins that come while the first is under way share its run, password and all, and with it the costly work. A later
 * repeat, or a twin at another replica, finds the key spent.
 */
function createOnce(services: Services, repeatable: Repeatable): Promise<UserAccount> {
  const { key, profile, password } = repeatable;
  // A digest, so that no password lies about as the key of a map.
  const twins = createHash('sha256')
    .update(JSON.stringify([key, profile, password]))
    .digest('hex');
  return services.registrations.run(twins, () => claimAndCreate(services, repeatable));
}

/**
 * The password is no part of the stored body: its digest would be a hash far faster to try than bcrypt's. So a repeat
 * proves it as a login does, under the same limits, and a wrong one counts as another body.
 */
async function claimAndCreate(services: Services, repeatable: Repeatable): Promise<UserAccount> {
  const { key, profile, password, ipAddress } = repeatable;
  const { database } = services;
  const claim = { userId: anonymousOwner(profile.email), operation: 'register', key, body: profile };
  const { result: userId, replayed } =
    (await spentAnswer<string>(database, claim)) ?? (await createUnderKey(services, claim, repeatable));
  const user = await usersRepository(database.manager).find(userId);
  if (user === null) throw new Error(`the user ${userId} of an idempotency key is gone`);
  if (!replayed) return user;
  const check = { password, account: user, identifier: profile.email, ipAddress };
  if (!(await checkPassword(services, check))) throw new IdempotencyKeyReused(user.createdAt);
  return user;
}

async function createUnderKey(
  services: Services,
  claim: IdempotencyClaim,
  registration: Registration,
): Promise<OnceDone<string>> {
  const account = await newAccountOf(services, registration);
  return runOnce(services.database, claim, async (tx) => (await createAccount(tx, account, services.now())).id);
}

/** Nobody is signed in yet: keys of different addresses must not meet. */
function anonymousOwner(email: string): string {
  return `anonymous:${createHash('sha256').update(email).digest('hex')}`;
}
