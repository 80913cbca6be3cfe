import type { Role } from '@marquee/shared/auth';

export type { Role };

/** What a person does at a restaurant, as food assigns it. */
export type Duty = 'KITCHEN' | 'COURIER';

/** The only place where a role gets its scopes: those listed, nothing implied. A scope stands here once a field enforces it. */
export const scopesByRole: Readonly<Record<Role, readonly string[]>> = {
  USER: [],
  MODERATOR: ['users:read'],
  ADMIN: ['users:read', 'food:write', 'food:read:any'],
  SUPER_ADMIN: ['users:read', 'food:write', 'food:read:any'],
};

/** A duty opens these fields; which restaurant it counts for is checked by food. */
const scopeByDuty: Readonly<Record<Duty, string>> = {
  KITCHEN: 'food:kitchen',
  COURIER: 'food:deliver',
};

/** Everything a user may do: by role, by grants to this user alone, and by duties. Sorted, without doubles. */
export function effectiveScopes(role: Role, granted: readonly string[], duties: readonly Duty[]): readonly string[] {
  const scopes = new Set([...scopesByRole[role], ...granted, ...duties.map((duty) => scopeByDuty[duty])]);
  return [...scopes].toSorted();
}
