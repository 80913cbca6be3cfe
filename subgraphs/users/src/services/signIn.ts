import { outbox } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { AccountDisabled, InvalidCredentials } from '../domain/errors';
import { effectiveScopes } from '../domain/roles';
import { sessionStarted } from '../events/published';
import { grantsRepository } from '../persistence/grantsRepository';
import type { Session } from '../persistence/session.entity';
import { sessionsRepository } from '../persistence/sessionsRepository';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import type { Services } from './services';
import { type AccessToken, signAccessToken } from './tokens/accessToken';
import { newRefreshToken } from './tokens/refreshToken';

/** Where a session is opened from. */
export interface Device {
  readonly name: string | null;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
}

export interface IssuedTokens {
  readonly access: AccessToken;
  readonly refresh: { readonly token: string; readonly expiresAt: Date };
  /** What the access token allows. */
  readonly scopes: readonly string[];
}

export interface SignedIn {
  readonly user: UserAccount;
  readonly tokens: IssuedTokens;
}

/**
 * Opens a session for someone whose password was right. Who changes the password, the role or the status meanwhile
 * either waits for this session, and ends it with the others, or is seen here.
 * @throws InvalidCredentials when the password is not that one any more | AccountDisabled
 */
export async function signIn(services: Services, checked: UserAccount, device: Device): Promise<SignedIn> {
  const now = services.now();
  return services.database.transaction(async (tx) => {
    const user = await usersRepository(tx).lockForReading(checked.id);
    if (user === null || user.passwordHash !== checked.passwordHash) throw new InvalidCredentials();
    if (!user.isActive) throw new AccountDisabled();
    const session: Session = {
      id: newId('session'),
      userId: user.id,
      deviceName: device.name,
      userAgent: device.userAgent,
      ipAddress: device.ipAddress,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: refreshExpiry(services, now),
      revokedAt: null,
    };
    await sessionsRepository(tx).insert(session);
    await outbox(tx).append(sessionStarted(session, now));
    return { user, tokens: await issueTokens(services, tx, user, session.id, now) };
  });
}

/** A new pair of tokens for a session; the refresh token belongs to the session's family. */
export async function issueTokens(
  services: Services,
  tx: EntityManager,
  user: UserAccount,
  sessionId: string,
  now: Date,
): Promise<IssuedTokens> {
  const { token, hash } = newRefreshToken();
  const expiresAt = refreshExpiry(services, now);
  await sessionsRepository(tx).addToken({ tokenHash: hash, sessionId, expiresAt });
  const { scopes: granted, duties } = await grantsRepository(tx).of(user.id);
  const scopes = effectiveScopes(user.role, granted, duties);
  const claims = { userId: user.id, sessionId, role: user.role, scopes };
  const key = await services.signingKeys.current();
  const access = signAccessToken(key, claims, now, services.accessTokenSeconds);
  return { access, refresh: { token, expiresAt }, scopes };
}

/** A session that is used stays open: each refresh moves its end. */
export function refreshExpiry(services: Services, now: Date): Date {
  return new Date(now.getTime() + services.refreshTokenSeconds * 1000);
}
