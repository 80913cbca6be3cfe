import type { Role } from '@marquee/shared/auth';

export type { Role };

/** What a person does at a restaurant, as food assigns it. */
export type Duty = 'KITCHEN' | 'COURIER';

/** Every scope there is and what it opens. A scope stands here once a served field or a rule uses it. */
export const scopeDescriptions = {
  'booking:checkin': 'let people in with their tickets',
  'booking:manage': 'keep theaters, screens, seat plans, films and showings',
  'booking:read': 'read any booking, whoever made it',
  'catalog:write': 'keep products, books and categories, and see those that are not sold',
  'food:deliver': 'carry orders of the restaurants where one is a courier',
  'food:kitchen': 'run the kitchen of the restaurants where one is staff',
  'food:read:any': 'read any food order, whoever placed it',
  'food:write': 'keep restaurants, foods, menus and their staff',
  'inventory:read': 'read what lies in the stock, what of it is reserved, and every movement',
  'inventory:write': 'count and correct the stock',
  'ledger:read': 'read the books of all payments, and prove them',
  'orders:manage': 'move orders on, ship them, and call any of them off',
  'orders:read:any': 'read any order, whoever made it, and what somebody has spent',
  'payments:capture': 'take what payments have set aside, and release it',
  'payments:read:any': 'read any payment, whoever made it',
  'payments:refund': 'give back what was paid, whatever it was for',
  'platform:admin': 'write the search index anew, and see to checkouts that are stuck',
  'roles:assign':
    'give and take roles and single scopes, up to the own role; ADMIN and SUPER_ADMIN only as SUPER_ADMIN',
  'users:manage':
    'deactivate accounts and activate them again, up to the own role; of ADMIN and SUPER_ADMIN only as SUPER_ADMIN',
  'users:read': 'find users, and read all about them but their sessions',
} as const;

export type Scope = keyof typeof scopeDescriptions;

/** What keeps the whole city running. */
const administration: readonly Scope[] = [
  'users:read',
  'users:manage',
  'roles:assign',
  'booking:manage',
  'booking:read',
  'catalog:write',
  'inventory:read',
  'inventory:write',
  'food:write',
  'food:read:any',
  'payments:read:any',
  'payments:capture',
  'payments:refund',
  'ledger:read',
  'orders:manage',
  'orders:read:any',
  'platform:admin',
];

/** The only place where a role gets its scopes: those listed, nothing implied. */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  USER: [],
  MODERATOR: ['users:read'],
  ADMIN: administration,
  SUPER_ADMIN: administration,
};

/** A duty opens these fields; which restaurant it counts for is checked by food. */
export const dutyScopes: Readonly<Record<Duty, Scope>> = {
  KITCHEN: 'food:kitchen',
  COURIER: 'food:deliver',
};

/** No role and no duty has these: they are given one by one, by `scopeGrant`. */
export const singleScopes: readonly Scope[] = ['booking:checkin'];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopeDescriptions, text);
}

/** Everything a user may do: by role, by grants to this user alone, and by duties. Sorted, without doubles. */
export function effectiveScopes(role: Role, granted: readonly string[], duties: readonly Duty[]): readonly string[] {
  const scopes = new Set([...roleScopes[role], ...granted, ...duties.map((duty) => dutyScopes[duty])]);
  return [...scopes].toSorted();
}
