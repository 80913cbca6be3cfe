import type { Viewer } from '@marquee/shared/auth';
import { AccessDenied, NotFound } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { isId } from '@marquee/shared/ids';
import { requireText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { effectiveScopes, type Scope } from '../domain/roles';
import type { UserFacts } from '../domain/userView';
import { userUpdated } from '../events/published';
import type { AuditAction } from '../persistence/auditEntry.entity';
import { auditRepository } from '../persistence/auditRepository';
import { grantsRepository } from '../persistence/grantsRepository';
import { sessionsRepository } from '../persistence/sessionsRepository';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import { revokeSessions } from './revokeSessions';
import type { Services } from './services';

/** What an administrator does to an account. */
export interface Act {
  readonly action: AuditAction;
  readonly scope: Scope;
  readonly userId: string;
  readonly reason: string;
  /** Decides, changes and says what it changed; null when all is as it should be already. */
  readonly run: (tx: EntityManager, people: People, now: Date) => Promise<Done | null>;
}

export interface People {
  readonly actor: UserAccount;
  readonly target: UserAccount;
}

export interface Done {
  readonly target: UserAccount;
  readonly changed: readonly (keyof UserFacts | 'scopes')[];
  readonly before: object;
  readonly after: object;
  /** Whether what the target's tokens say is too much or too little now. */
  readonly endsSessions: boolean;
}

/**
 * Runs one act: the change, its audit entry, the end of the target's sessions and `user.updated` in one transaction.
 * Acts take turns, and the actor's right is read then and there: what a token says may be minutes old.
 * @throws AccessDenied | NotFound | InvalidInput, and whatever `run` throws
 */
export async function administer(services: Services, viewer: Viewer, act: Act): Promise<UserAccount> {
  const reason = requireText(act.reason, ['input', 'reason'], { label: 'The reason', max: 500 });
  return services.database.transaction(async (tx) => {
    await auditRepository(tx).lock();
    const actor = await requireActor(tx, viewer.userId, act.scope);
    const target = isId('user', act.userId) ? await usersRepository(tx).lock(act.userId) : null;
    if (target === null) {
      throw new NotFound('There is no such user.', { path: ['input', 'userId'], missingId: act.userId });
    }
    const now = services.now();
    const done = await act.run(tx, { actor, target }, now);
    if (done === null) return target;
    const { action } = act;
    const { before, after } = done;
    await auditRepository(tx).append({
      actorId: actor.id,
      action,
      targetId: target.id,
      before,
      after,
      reason,
      at: now,
    });
    await outbox(tx).append(userUpdated(done.target, done.changed, now));
    if (done.endsSessions) await revokeSessions(tx, await sessionsRepository(tx).lockAllOf(target.id), now);
    return done.target;
  });
}

async function requireActor(tx: EntityManager, id: string, scope: Scope): Promise<UserAccount> {
  const actor = await usersRepository(tx).find(id);
  if (actor === null || !actor.isActive) throw new AccessDenied();
  const { scopes, duties } = await grantsRepository(tx).of(id);
  if (!effectiveScopes(actor.role, scopes, duties).includes(scope)) throw new AccessDenied();
  return actor;
}
