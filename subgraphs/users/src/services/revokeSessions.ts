import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { sessionRevoked } from '../events/published';
import type { Session } from '../persistence/session.entity';
import { sessionsRepository } from '../persistence/sessionsRepository';

/** Ends sessions that the transaction has locked, and says so; their access tokens are refused from then on. */
export async function revokeSessions(tx: EntityManager, sessions: readonly Session[], now: Date): Promise<void> {
  for (const { id } of sessions) await sessionsRepository(tx).update(id, { revokedAt: now });
  await outbox(tx).append(...sessions.map((session) => sessionRevoked(session, now)));
}
