import { createHash } from 'node:crypto';
import { RateLimited } from '@marquee/shared/errors';
import { AccountLocked } from '../domain/errors';
import { freeAgainAt, loginLimits, loginWindowStart } from '../domain/loginLimits';
import { type AttemptClaim, loginAttemptsRepository } from '../persistence/loginAttemptsRepository';
import type { Services } from './services';

interface PasswordCheck {
  readonly password: string;
  /** Null for an account that does not exist: the check takes as long and counts as much. */
  readonly account: { readonly id: string; readonly passwordHash: string } | null;
  /** What was typed to name the account. */
  readonly identifier: string;
  readonly ipAddress: string | null;
}

/**
 * Whether the password is the account's. Every check takes a place in the account's and in the address's window before
 * it runs and gives it back when it succeeds or comes to no answer, so guesses in parallel cannot pass the limit
 * together, and an overloaded machine costs nobody an attempt.
 * @throws AccountLocked | RateLimited without looking at the password
 */
export async function checkPassword(services: Services, check: PasswordCheck): Promise<boolean> {
  const at = services.now();
  const claims: AttemptClaim[] = [];
  if (check.ipAddress !== null) claims.push(await claimForAddress(services, check.ipAddress, at));
  claims.push(await claimForAccount(services, subjectOf(check), at));

  return isRightPassword(services, claims, check.password, check.account?.passwordHash ?? null);
}

/**
 * Whether it is the password of someone who is signed in. Counted apart from logins: whoever fails to log in as this
 * user must not keep the user, who is in, from changing the password.
 * @throws AccountLocked | RateLimited without looking at the password
 */
export async function checkOwnPassword(
  services: Services,
  { id, passwordHash }: { readonly id: string; readonly passwordHash: string },
  password: string,
): Promise<boolean> {
  const claim = await claimForAccount(services, `signed-in:${id}`, services.now());
  return isRightPassword(services, [claim], password, passwordHash);
}

/** The claims stay taken for as long as the check may still tell something, and for good when it tells "wrong". */
async function isRightPassword(
  services: Services,
  claims: readonly AttemptClaim[],
  password: string,
  hash: string | null,
): Promise<boolean> {
  let isWrong = false;
  try {
    isWrong = !(await services.passwords.matches(password, hash));
    return !isWrong;
  } finally {
    if (!isWrong) await giveBack(services, claims);
  }
}

/** What was typed is kept as a digest only: people type passwords into the wrong field. */
function subjectOf({ account, identifier }: PasswordCheck): string {
  if (account !== null) return `account:${account.id}`;
  return `unknown:${createHash('sha256').update(identifier).digest('hex')}`;
}

async function claimForAddress(services: Services, ipAddress: string, at: Date): Promise<AttemptClaim> {
  const claim = { subject: `address:${ipAddress}`, at };
  const lockedUntil = await claimOrLockedUntil(services, claim, loginLimits.perAddress);
  if (lockedUntil === null) return claim;
  throw new RateLimited('Too many failed logins from here. Try again later.', lockedUntil.getTime() - at.getTime());
}

async function claimForAccount(services: Services, subject: string, at: Date): Promise<AttemptClaim> {
  const claim = { subject, at };
  const lockedUntil = await claimOrLockedUntil(services, claim, loginLimits.perAccount);
  if (lockedUntil === null) return claim;
  throw new AccountLocked(lockedUntil);
}

async function claimOrLockedUntil(services: Services, claim: AttemptClaim, limit: number): Promise<Date | null> {
  const attempts = loginAttemptsRepository(services.database.manager);
  const windowStart = loginWindowStart(claim.at);
  if (await attempts.claim(claim, windowStart, limit)) return null;
  const oldest = await attempts.oldestSince(claim.subject, windowStart);
  return freeAgainAt(oldest ?? claim.at);
}

async function giveBack(services: Services, claims: readonly AttemptClaim[]): Promise<void> {
  const attempts = loginAttemptsRepository(services.database.manager);
  for (const claim of claims) await attempts.giveBack(claim);
}
