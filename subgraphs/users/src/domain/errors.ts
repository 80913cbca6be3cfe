import { Conflict, DomainError, RateLimited } from '@marquee/shared/errors';
import type { InputPath } from '@marquee/shared/text';

export class EmailTaken extends Conflict {
  constructor() {
    super('EMAIL_TAKEN', 'There is already an account with this e-mail address.', { path: ['input', 'email'] });
  }
}

export class UsernameTaken extends Conflict {
  constructor() {
    super('USERNAME_TAKEN', 'This username is taken.', { path: ['input', 'username'] });
  }
}

/** `strength` runs from 0 (guessable) to 4 (strong). */
export class WeakPassword extends DomainError {
  constructor(message: string, strength: number, suggestions: readonly string[], path: InputPath) {
    super('WEAK_PASSWORD', message, {
      type: 'WeakPasswordError',
      path,
      details: { strength, suggestions },
    });
  }
}

/** One answer for an unknown account and for a wrong password; the tries left would tell them apart. */
export class InvalidCredentials extends DomainError {
  constructor(message = 'The e-mail address, username or password is not right.', path?: InputPath) {
    super('INVALID_CREDENTIALS', message, {
      type: 'InvalidCredentialsError',
      path,
      details: { attemptsLeft: null },
    });
  }
}

export class AccountLocked extends DomainError {
  constructor(lockedUntil: Date) {
    super('ACCOUNT_LOCKED', 'Too many wrong passwords. Try again later.', {
      type: 'AccountLockedError',
      details: { lockedUntil },
    });
  }
}

/** Told only to someone who knows the password. */
export class AccountDisabled extends DomainError {
  constructor() {
    super('ACCOUNT_DISABLED', 'This account is disabled.');
  }
}

/** Unknown, expired, spent and revoked tokens are not told apart. */
export class TokenInvalid extends DomainError {
  constructor() {
    super('TOKEN_INVALID', 'This refresh token cannot be used. Log in again.', { path: ['refreshToken'] });
  }
}

/** The caller may assign roles and scopes, but not this one, or not to this user. */
export class RoleNotAssignable extends DomainError {
  constructor(message: string, path: InputPath) {
    super('ROLE_NOT_ASSIGNABLE', message, { path });
  }
}

/** More people at once than their passwords can be hashed in time. Whoever is told so had nothing looked at. */
export class TooManySignIns extends RateLimited {
  constructor(retryAfterMs: number) {
    // The sentence is all that reaches a GraphQL client, so the time stands in it.
    const seconds = Math.ceil(retryAfterMs / 1000);
    super(`Too many people are signing in right now. Try again in ${seconds} s.`, retryAfterMs);
  }
}
