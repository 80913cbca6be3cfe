import { InvalidInput } from '@marquee/shared/errors';
import { type Connection, connectionOf, type Page, type PageArguments, readPage } from '@marquee/shared/pagination';
import { isStorable, searchWords } from '@marquee/shared/text';
import type { Role } from '../domain/roles';
import type { UserAccount } from '../persistence/userAccount.entity';
import {
  countUsers,
  readUsers,
  type UserCriteria,
  type UserSortField,
  type UserStretch,
} from '../persistence/userList';
import type { Services } from './services';

export interface UserFilter {
  readonly query?: string | null | undefined;
  readonly roles?: readonly Role[] | null | undefined;
  readonly isActive?: boolean | null | undefined;
  readonly createdAfter?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
}

export interface UserOrder {
  readonly field: UserSortField;
  readonly isDescending: boolean;
}

export interface ListUsers extends PageArguments {
  readonly filter: UserFilter;
  readonly order: UserOrder;
}

export interface UserPage extends Connection<UserAccount> {
  /** Counting reads every row that matches, so it is done for those only who ask. */
  readonly countAll: () => Promise<number>;
}

/** One page of the users. @throws InvalidInput for a page, cursor or search text that cannot be */
export async function listUsers({ database }: Services, { filter, order, ...args }: ListUsers): Promise<UserPage> {
  const page = readPage(args, { list: 'users', keyCount: 3 });
  const criteria = criteriaOf(filter);
  const rows = await readUsers(database.manager, criteria, stretchOf(page, order));
  const connection = connectionOf(rows, page, (user) => [order.field, sortKeys[order.field](user), user.id]);
  return { ...connection, countAll: () => countUsers(database.manager, criteria) };
}

function criteriaOf({ query, roles, isActive, createdAfter, createdBefore }: UserFilter): UserCriteria {
  return {
    words: searchWords(query),
    roles: roles ?? null,
    isActive: isActive ?? null,
    createdAfter: createdAfter ?? null,
    createdBefore: createdBefore ?? null,
  };
}

const sortKeys: Readonly<Record<UserSortField, (user: UserAccount) => string>> = {
  CREATED_AT: ({ createdAt }) => createdAt.toISOString(),
  USERNAME: ({ usernameKey }) => usernameKey,
  EMAIL: ({ email }) => email,
};

function stretchOf(page: Page, { field, isDescending }: UserOrder): UserStretch {
  return {
    field,
    isDescending: isDescending !== page.isBackward,
    beyond: page.keys === null ? null : keysOf(page.keys, page, field),
    limit: page.size + 1,
  };
}

/** A cursor carries the field it was made for: under another order it means nothing. */
function keysOf(keys: readonly string[], { isBackward }: Page, field: UserSortField): UserStretch['beyond'] {
  const [madeFor, key = '', id = ''] = keys;
  const value = field === 'CREATED_AT' ? new Date(key) : key;
  const isUsable = value instanceof Date ? isMoment(value, key) : isStorable(value);
  if (madeFor !== field || !isUsable || !isStorable(id)) {
    const name = isBackward ? 'before' : 'after';
    throw new InvalidInput(`${name} is not a cursor of this list.`, [name]);
  }
  return { value, id };
}

/** Within the four digits of a year that a DateTime has: JavaScript knows years that the database does not. */
function isMoment(value: Date, written: string): boolean {
  return /^\d{4}-/.test(written) && !Number.isNaN(value.getTime());
}
