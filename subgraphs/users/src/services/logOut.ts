import type { EntityManager } from 'typeorm';
import { isOpen } from '../domain/session';
import type { Session } from '../persistence/session.entity';
import { sessionsRepository } from '../persistence/sessionsRepository';
import { revokeSessions } from './revokeSessions';
import type { Services } from './services';
import { refreshTokenHash } from './tokens/refreshToken';

export interface LogOut {
  readonly viewer: { readonly userId: string; readonly sessionId: string } | null;
  /** From its cookie: it still names the session when the access token has already expired. */
  readonly refreshToken: string | null;
  readonly everywhere: boolean;
}

/** Ends the caller's session, or all of theirs, and returns how many. None is no error: whoever is out is out. */
export async function logOut(services: Services, command: LogOut): Promise<number> {
  const now = services.now();
  return services.database.transaction(async (tx) => {
    const own = await ownSession(tx, command, now);
    if (own === null) return 0;
    const sessions = sessionsRepository(tx);
    const ending = command.everywhere ? await sessions.lockAllOf(own.userId) : [await sessions.lock(own.id)];
    const open = ending.filter((session) => session !== null && isOpen(session, now)) as Session[];
    await revokeSessions(tx, open, now);
    return open.length;
  });
}

type OwnSession = Pick<Session, 'id' | 'userId'>;

async function ownSession(tx: EntityManager, { viewer, refreshToken }: LogOut, now: Date): Promise<OwnSession | null> {
  if (viewer !== null) return { id: viewer.sessionId, userId: viewer.userId };
  const tokenHash = refreshToken === null ? null : refreshTokenHash(refreshToken);
  const token = tokenHash && (await sessionsRepository(tx).findToken(tokenHash));
  // A spent token may be a thief's: it must not sign anyone out.
  if (!token || token.spentAt !== null || token.expiresAt <= now) return null;
  // Not locked yet: who ends all sessions must lock them in one order, this one among them.
  const session = await sessionsRepository(tx).find(token.sessionId);
  return session !== null && isOpen(session, now) ? session : null;
}
