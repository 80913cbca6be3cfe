import type { Viewer } from '@marquee/shared/auth';
import { requireAssignable } from '../domain/administration';
import type { Role } from '../domain/roles';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import { administer } from './administer';
import type { Services } from './services';

export interface AssignRole {
  readonly userId: string;
  readonly role: Role;
  readonly reason: string;
}

/**
 * Gives a user another role. All their sessions end, so that no token of the old role stays about.
 * @throws AccessDenied | NotFound | InvalidInput | RoleNotAssignable
 */
export function assignRole(services: Services, viewer: Viewer, command: AssignRole): Promise<UserAccount> {
  const { userId, role, reason } = command;
  return administer(services, viewer, {
    action: 'ROLE_ASSIGN',
    scope: 'roles:assign',
    userId,
    reason,
    run: async (tx, { actor, target }, now) => {
      requireAssignable(actor, target, role);
      if (target.role === role) return null;
      const before = { role: target.role };
      const changes = { role, updatedAt: now };
      await usersRepository(tx).update(target.id, changes);
      return {
        target: Object.assign(target, changes),
        changed: ['role', 'scopes'],
        before,
        after: { role },
        endsSessions: true,
      };
    },
  });
}
