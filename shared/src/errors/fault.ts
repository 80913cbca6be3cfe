/**
 * Not the caller's input but the request as a whole: no sign-in, no right, an outage. Always a top-level error with
 * `extensions.code`; over HTTP a refusal before execution answers with `httpStatus`.
 */
export class Fault extends Error {
  constructor(
    readonly code: string,
    readonly httpStatus: number,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Nobody is signed in, or the credentials are no good. */
export class Unauthenticated extends Fault {
  constructor(message = 'Sign in to do this.') {
    super('UNAUTHENTICATED', 401, message);
  }
}

/** Signed in, without the right to the operation as a whole; `Forbidden` is about one thing in a mutation. */
export class AccessDenied extends Fault {
  constructor(message = 'You are not allowed to do this.') {
    super('FORBIDDEN', 403, message);
  }
}

/** Too much in too short a time; it may be tried again after `retryAfterMs`. */
export class RateLimited extends Fault {
  constructor(
    message: string,
    readonly retryAfterMs: number,
  ) {
    super('RATE_LIMITED', 429, message);
  }
}

/** Something that is needed is down or overloaded; nothing is wrong with the request. */
export class Unavailable extends Fault {
  constructor(message = 'A part of the system is not available right now. Try again shortly.') {
    super('DOWNSTREAM_UNAVAILABLE', 503, message);
  }
}
