import { roles } from '@marquee/shared/auth';
import { Forbidden, InvalidInput } from '@marquee/shared/errors';
import { RoleNotAssignable } from './errors';
import { dutyScopes, isScope, type Role, roleScopes, type Scope } from './roles';

/** Someone who acts on an account, or whose account it is, as the database knows them now. */
export interface Person {
  readonly id: string;
  readonly role: Role;
}

interface Grant {
  readonly scope: string;
  readonly granted: boolean;
}

const userPath = ['input', 'userId'];
const rolePath = ['input', 'role'];
const scopePath = ['input', 'scope'];

/**
 * Whether `actor`, who holds `roles:assign`, may give `target` that role. A SUPER_ADMIN loses the role only to another
 * one, and nobody acts on themselves: so the last active SUPER_ADMIN stays, as long as acts happen one at a time.
 * @throws RoleNotAssignable
 */
export function requireAssignable(actor: Person, target: Person, role: Role): void {
  if (actor.id === target.id) throw new RoleNotAssignable('Nobody changes their own role.', userPath);
  requireReach(actor, target);
  if (isAdmin(role) && actor.role !== 'SUPER_ADMIN') {
    throw new RoleNotAssignable('Only a SUPER_ADMIN makes an ADMIN or SUPER_ADMIN.', rolePath);
  }
  if (rank(role) > rank(actor.role)) {
    throw new RoleNotAssignable('Nobody gives a role above their own.', rolePath);
  }
  if (isAdmin(target.role) && actor.role !== 'SUPER_ADMIN') {
    throw new RoleNotAssignable('Only a SUPER_ADMIN unmakes an ADMIN or SUPER_ADMIN.', userPath);
  }
}

/**
 * Whether `actor`, who holds `roles:assign`, may give `target` that single scope, or take it back.
 * @throws InvalidInput for what is no scope to grant | RoleNotAssignable
 */
export function requireGrantable(actor: Person, target: Person, { scope, granted }: Grant): Scope {
  if (!isScope(scope)) throw new InvalidInput('There is no such scope.', scopePath);
  if (Object.values(dutyScopes).includes(scope)) {
    throw new InvalidInput('This scope comes with a duty at a restaurant.', scopePath);
  }
  if (actor.id === target.id) throw new RoleNotAssignable('Nobody grants scopes to themselves.', userPath);
  requireReach(actor, target);
  const isReserved = Object.values(roleScopes).some((scopes) => scopes.includes(scope));
  if (isReserved && !roleScopes[actor.role].includes(scope)) {
    throw new RoleNotAssignable('This scope belongs to a role above yours.', scopePath);
  }
  if (granted && roleScopes[target.role].includes(scope)) {
    throw new InvalidInput("The user's role carries this scope already.", scopePath);
  }
  return scope;
}

/**
 * Whether `actor`, who holds `users:manage`, may switch the account of `target` off or on. Switching off takes as much
 * away as unmaking does, so it reaches as far; that an active SUPER_ADMIN remains follows as for roles.
 * @throws Forbidden
 */
export function requireManageable(actor: Person, target: Person): void {
  if (actor.id === target.id) throw new Forbidden('Nobody switches their own account off or on.', userPath);
  if (rank(target.role) > rank(actor.role)) throw new Forbidden('This user has a role above yours.', userPath);
  if (isAdmin(target.role) && actor.role !== 'SUPER_ADMIN') {
    throw new Forbidden('Only a SUPER_ADMIN switches the account of an ADMIN or SUPER_ADMIN off or on.', userPath);
  }
}

function requireReach(actor: Person, target: Person): void {
  if (rank(target.role) > rank(actor.role)) {
    throw new RoleNotAssignable('This user has a role above yours.', userPath);
  }
}

function isAdmin(role: Role): boolean {
  return role === 'ADMIN' || role === 'SUPER_ADMIN';
}

function rank(role: Role): number {
  return roles.indexOf(role);
}
