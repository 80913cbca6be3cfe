import type { Viewer } from '@marquee/shared/auth';
import { requireManageable } from '../domain/administration';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import { administer } from './administer';
import type { Services } from './services';

export interface SetUserStatus {
  readonly userId: string;
  readonly isActive: boolean;
  readonly reason: string;
}

/**
 * Switches an account off, which ends all its sessions, or on again.
 * @throws AccessDenied | NotFound | InvalidInput | Forbidden
 */
export function setUserStatus(services: Services, viewer: Viewer, command: SetUserStatus): Promise<UserAccount> {
  const { userId, isActive, reason } = command;
  return administer(services, viewer, {
    action: 'USER_STATUS_SET',
    scope: 'users:manage',
    userId,
    reason,
    run: async (tx, { actor, target }, now) => {
      requireManageable(actor, target);
      if (target.isActive === isActive) return null;
      const before = { isActive: target.isActive };
      const changes = { isActive, updatedAt: now };
      await usersRepository(tx).update(target.id, changes);
      return {
        target: Object.assign(target, changes),
        changed: ['isActive'],
        before,
        after: { isActive },
        endsSessions: !isActive,
      };
    },
  });
}
