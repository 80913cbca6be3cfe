import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { AccountDisabled } from '../domain/errors';
import { effectiveScopes } from '../domain/roles';
import { grantsRepository } from '../persistence/grantsRepository';
import { sessionsRepository } from '../persistence/sessionsRepository';
import type { UserAccount } from '../persistence/userAccount.entity';
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
}

export interface SignedIn {
  readonly user: UserAccount;
  readonly tokens: IssuedTokens;
}

/**
 * Opens a session for someone whose password was right.
 * @throws AccountDisabled
 */
export async function signIn(services: Services, user: UserAccount, device: Device): Promise<SignedIn> {
  if (!user.isActive) throw new AccountDisabled();
  const now = services.now();
  const sessionId = newId('session');
  return services.database.transaction(async (tx) => {
    await sessionsRepository(tx).insert({
      id: sessionId,
      userId: user.id,
      deviceName: device.name,
      userAgent: device.userAgent,
      ipAddress: device.ipAddress,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: refreshExpiry(services, now),
      revokedAt: null,
    });
    return { user, tokens: await issueTokens(services, tx, user, sessionId, now) };
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
  const { scopes, duties } = await grantsRepository(tx).of(user.id);
  const claims = { userId: user.id, sessionId, role: user.role, scopes: effectiveScopes(user.role, scopes, duties) };
  const access = signAccessToken(services.signingKey, claims, now, services.accessTokenSeconds);
  return { access, refresh: { token, expiresAt } };
}

/** A session that is used stays open: each refresh moves its end. */
export function refreshExpiry(services: Services, now: Date): Date {
  return new Date(now.getTime() + services.refreshTokenSeconds * 1000);
}
