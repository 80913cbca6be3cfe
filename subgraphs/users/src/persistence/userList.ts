import { containsEveryWord, sql } from '@marquee/shared/database';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Role } from '../domain/roles';
import { UserAccount } from './userAccount.entity';

/** Which users; null does not narrow. */
export interface UserCriteria {
  /** Each occurs in e-mail address, username or a name. */
  readonly words: readonly string[];
  readonly roles: readonly Role[] | null;
  readonly isActive: boolean | null;
  readonly createdAfter: Date | null;
  readonly createdBefore: Date | null;
}

export type UserSortField = 'CREATED_AT' | 'USERNAME' | 'EMAIL';

/** A stretch of the list: `limit` users beyond the one with these sort keys, in the direction of reading. */
export interface UserStretch {
  readonly field: UserSortField;
  readonly isDescending: boolean;
  readonly beyond: { readonly value: string | Date; readonly id: string } | null;
  readonly limit: number;
}

/** The id settles ties. */
const sortColumns: Readonly<Record<UserSortField, string>> = {
  CREATED_AT: 'row.createdAt',
  USERNAME: 'row.usernameKey',
  EMAIL: 'row.email',
};

/** Reads by sort keys, so that rows which come and go between two pages neither repeat nor hide others. */
export function readUsers(
  manager: EntityManager,
  criteria: UserCriteria,
  stretch: UserStretch,
): Promise<UserAccount[]> {
  const column = sortColumns[stretch.field];
  const direction = stretch.isDescending ? 'DESC' : 'ASC';
  const query = matching(manager, criteria).orderBy(column, direction).addOrderBy('row.id', direction);
  if (stretch.beyond !== null) {
    query.andWhere(`(${column}, row.id) ${stretch.isDescending ? '<' : '>'} (:value, :id)`, stretch.beyond);
  }
  return query.limit(stretch.limit).getMany();
}

export function countUsers(manager: EntityManager, criteria: UserCriteria): Promise<number> {
  return matching(manager, criteria).getCount();
}

const searched = [sql`row.email`, sql`row.username`, sql`row.displayName`, sql`row.firstName`, sql`row.lastName`];

function matching(manager: EntityManager, criteria: UserCriteria): SelectQueryBuilder<UserAccount> {
  const { words, roles, isActive, createdAfter, createdBefore } = criteria;
  const query = manager.createQueryBuilder(UserAccount, 'row');
  containsEveryWord(query, words, searched);
  if (roles !== null) query.andWhere('row.role = any (:roles)', { roles });
  if (isActive !== null) query.andWhere('row.isActive = :isActive', { isActive });
  if (createdAfter !== null) query.andWhere('row.createdAt >= :createdAfter', { createdAfter });
  if (createdBefore !== null) query.andWhere('row.createdAt < :createdBefore', { createdBefore });
  return query;
}
