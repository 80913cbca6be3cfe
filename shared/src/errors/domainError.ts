/** What the caller needs to act on a problem: where it is, which GraphQL type describes it, and that type's data. */
export interface DomainErrorOptions {
  /** Name of the GraphQL type that implements `UserError`; `ValidationError` when the code has no type of its own. */
  readonly type?: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whether it is the stored answer to a request that was made before. */
  readonly replayed?: boolean;
}

/**
 * A problem that the caller can act on. Thrown by the domain and by services; in a mutation it becomes an entry of the
 * payload's `errors`. `code` is API (a `UserErrorCode`), `message` is one sentence that is safe to show.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly userErrorType: string;
  /** Not named `path`: graphql-js takes an error with a `path` for one that it has already located in the answer. */
  readonly inputPath: readonly string[] | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly replayed: boolean;

  constructor(code: string, message: string, options: DomainErrorOptions = {}) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.userErrorType = options.type ?? 'ValidationError';
    this.inputPath = options.path?.map(String);
    this.details = options.details ?? {};
    this.replayed = options.replayed ?? false;
  }
}

/** A value that breaks a rule; `path` leads to it from the mutation's arguments. */
export class InvalidInput extends DomainError {
  constructor(message: string, path?: readonly (string | number)[], code = 'VALIDATION') {
    super(code, message, { path });
  }
}

/** Nothing with that id, or nothing that this caller may see: the answer is the same. */
export class NotFound extends DomainError {
  constructor(message: string, options: { path?: readonly (string | number)[]; missingId?: string } = {}) {
    super('NOT_FOUND', message, {
      type: 'NotFoundError',
      path: options.path,
      details: { missingId: options.missingId ?? null },
    });
  }
}

/** The caller sees the thing but may not do this with it. */
export class Forbidden extends DomainError {
  constructor(message: string, path?: readonly (string | number)[]) {
    super('FORBIDDEN', message, { type: 'ForbiddenError', path });
  }
}

/** The request was good but the state says no: a stale price, an illegal transition, a taken name. */
export class Conflict extends DomainError {}
