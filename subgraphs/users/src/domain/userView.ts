import type { Role } from './roles';

/** What a user is, as it is stored. */
export interface UserFacts {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly preferredCurrency: string | null;
  readonly role: Role;
  readonly isActive: boolean;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Public = 'id' | 'displayName';

/** A user as one viewer sees them: everything, or id and display name with all else null. */
export type UserView = Pick<UserFacts, Public> & {
  readonly [K in Exclude<keyof UserFacts, Public>]: UserFacts[K] | null;
};

interface Onlooker {
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** Whether everything about the user may be read: their own, or by a holder of `users:read`. */
export function mayReadAll(viewer: Onlooker | null, userId: string): boolean {
  return viewer !== null && (viewer.userId === userId || viewer.scopes.includes('users:read'));
}

/** Fact by fact, so that neither the password hash nor a later column slips in unnoticed. */
export function fullView(user: UserFacts): UserView {
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    displayName: user.displayName,
    firstName: user.firstName,
    lastName: user.lastName,
    phone: user.phone,
    locale: user.locale,
    preferredCurrency: user.preferredCurrency,
    role: user.role,
    isActive: user.isActive,
    emailVerifiedAt: user.emailVerifiedAt,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}

/** What everyone sees who sees the thing that refers to the user. */
function referenceView({ id, displayName }: Pick<UserFacts, Public>): UserView {
  return {
    id,
    displayName,
    email: null,
    username: null,
    firstName: null,
    lastName: null,
    phone: null,
    locale: null,
    preferredCurrency: null,
    role: null,
    isActive: null,
    emailVerifiedAt: null,
    createdAt: null,
    updatedAt: null,
  };
}

/** The one decision about other people's data: null for nobody and for the anonymous, else as much as the viewer may read. */
export function viewFor(viewer: Onlooker | null, user: UserFacts | null): UserView | null {
  if (viewer === null || user === null) return null;
  return mayReadAll(viewer, user.id) ? fullView(user) : referenceView(user);
}
