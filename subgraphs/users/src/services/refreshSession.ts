import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { sessionRefreshed } from '../events/published';
import { sessionsRepository } from '../persistence/sessionsRepository';
import { usersRepository } from '../persistence/usersRepository';
import { revokeSessions } from './revokeSessions';
import type { Services } from './services';
import { issueTokens, refreshExpiry, type SignedIn } from './signIn';
import { refreshTokenHash } from './tokens/refreshToken';

/**
 * Trades a refresh token for new tokens. Null when it is unknown, expired, revoked or spent; a spent one was stolen or
 * copied, nobody can say by whom, so its whole session ends. Of calls in parallel at most one gets tokens.
 */
export async function refreshSession(services: Services, refreshToken: string): Promise<SignedIn | null> {
  const tokenHash = refreshTokenHash(refreshToken);
  if (tokenHash === null) return null;
  // A refusal is an answer and not an exception: throwing would undo the revocation.
  return services.database.transaction((tx) => rotate(services, tx, tokenHash));
}

async function rotate(services: Services, tx: EntityManager, tokenHash: Buffer): Promise<SignedIn | null> {
  const now = services.now();
  const sessions = sessionsRepository(tx);
  const sessionId = (await sessions.findToken(tokenHash))?.sessionId;
  const session = sessionId === undefined ? null : await sessions.lock(sessionId);
  // Read again under the lock: a twin may have spent it while this call waited.
  const token = await sessions.findToken(tokenHash);
  if (session === null || token === null) return null;
  if (session.revokedAt !== null || session.expiresAt <= now || token.expiresAt <= now) return null;
  if (token.spentAt !== null) {
    await revokeSessions(tx, [session], now);
    return null;
  }
  const user = await usersRepository(tx).find(session.userId);
  if (user === null || !user.isActive) return null;

  await sessions.spendToken(tokenHash, now);
  const used = { lastSeenAt: now, expiresAt: refreshExpiry(services, now) };
  await sessions.update(session.id, used);
  await outbox(tx).append(sessionRefreshed({ id: session.id, userId: user.id, expiresAt: used.expiresAt }, now));
  return { user, tokens: await issueTokens(services, tx, user, session.id, now) };
}
