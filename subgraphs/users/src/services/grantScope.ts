import type { Viewer } from '@marquee/shared/auth';
import { requireGrantable } from '../domain/administration';
import { grantsRepository } from '../persistence/grantsRepository';
import type { UserAccount } from '../persistence/userAccount.entity';
import { administer } from './administer';
import type { Services } from './services';

export interface GrantScope {
  readonly userId: string;
  readonly scope: string;
  readonly granted: boolean;
  readonly reason: string;
}

/**
 * Gives a user a single scope, or takes it back. A scope that is gone must not live on in tokens, so then all sessions
 * end; one that is new comes with the next refresh.
 * @throws AccessDenied | NotFound | InvalidInput | RoleNotAssignable
 */
export function grantScope(services: Services, viewer: Viewer, command: GrantScope): Promise<UserAccount> {
  const { userId, granted, reason } = command;
  return administer(services, viewer, {
    action: 'SCOPE_GRANT',
    scope: 'roles:assign',
    userId,
    reason,
    run: async (tx, { actor, target }, now) => {
      const scope = requireGrantable(actor, target, command);
      const grants = grantsRepository(tx);
      const before = [...(await grants.of(target.id)).scopes].toSorted();
      if (before.includes(scope) === granted) return null;
      if (granted) await grants.grant(target.id, scope, now);
      else await grants.withdraw(target.id, scope);
      const after = granted ? [...before, scope].toSorted() : before.filter((each) => each !== scope);
      return {
        target,
        changed: ['scopes'],
        before: { scopes: before },
        after: { scopes: after },
        endsSessions: !granted,
      };
    },
  });
}
