import type { EntityManager } from 'typeorm';
import type { Duty } from '../domain/roles';
import { ScopeGrant } from './scopeGrant.entity';
import { UserDuty } from './userDuty.entity';

/** What one user may do beyond their role. */
export interface Grants {
  readonly scopes: readonly string[];
  readonly duties: readonly Duty[];
}

export interface GrantsRepository {
  of(userId: string): Promise<Grants>;
  /** In the order of the ids. */
  ofMany(userIds: readonly string[]): Promise<Grants[]>;
  replaceDuties(userId: string, duties: readonly Duty[]): Promise<void>;
  grant(userId: string, scope: string, grantedAt: Date): Promise<void>;
  withdraw(userId: string, scope: string): Promise<void>;
}

interface GrantRow {
  readonly user_id: string;
  readonly scope: string | null;
  readonly duty: Duty | null;
}

const grantsSql = `
  select user_id, scope, null as duty from scope_grant where user_id = any($1)
  union all
  select user_id, null, duty from user_duty where user_id = any($1)`;

export function grantsRepository(manager: EntityManager): GrantsRepository {
  const ofMany: GrantsRepository['ofMany'] = async (userIds) => {
    const rows: GrantRow[] = await manager.query(grantsSql, [userIds]);
    return userIds.map((id) => {
      const own = rows.filter(({ user_id }) => user_id === id);
      return {
        scopes: own.flatMap(({ scope }) => scope ?? []),
        duties: own.flatMap(({ duty }) => duty ?? []),
      };
    });
  };

  return {
    ofMany,
    async of(userId) {
      const [found] = await ofMany([userId]);
      return found ?? { scopes: [], duties: [] };
    },
    async replaceDuties(userId, duties) {
      await manager.delete(UserDuty, { userId });
      await manager.insert(
        UserDuty,
        duties.map((duty) => ({ userId, duty })),
      );
    },
    async grant(userId, scope, grantedAt) {
      await manager.insert(ScopeGrant, { userId, scope, grantedAt });
    },
    async withdraw(userId, scope) {
      await manager.delete(ScopeGrant, { userId, scope });
    },
  };
}
