import { Conflict } from '../errors';

/** The key was spent on other parameters. `path` is where it stands in the mutation's arguments. */
export class IdempotencyKeyReused extends Conflict {
  constructor(firstUsedAt: Date, path: readonly string[] = ['input', 'idempotencyKey']) {
    super('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was already used with other parameters.', {
      type: 'IdempotencyKeyReusedError',
      path,
      details: { firstUsedAt },
    });
  }
}
