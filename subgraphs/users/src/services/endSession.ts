import { NotFound } from '@marquee/shared/errors';
import { isId } from '@marquee/shared/ids';
import { isOpen } from '../domain/session';
import { sessionsRepository } from '../persistence/sessionsRepository';
import { revokeSessions } from './revokeSessions';
import type { Services } from './services';

/** Ends one session of the user; one that has ended already stays so. @throws NotFound for somebody else's, too */
export async function endSession(services: Services, userId: string, id: string): Promise<void> {
  const now = services.now();
  await services.database.transaction(async (tx) => {
    const session = isId('session', id) ? await sessionsRepository(tx).lock(id) : null;
    if (session?.userId !== userId) throw new NotFound('You have no such session.', { path: ['id'], missingId: id });
    if (isOpen(session, now)) await revokeSessions(tx, [session], now);
  });
}
