import { Client } from 'pg';

/**
 * A connection that is closed when an answer is too late (`query_timeout`). `pg` stops waiting, but the statement goes on,
 * and the rollback behind it is dropped unsent when it is too late itself. Whoever got the connection next would work in
 * the transaction that had failed, and commit it.
 */
export class BoundedClient extends Client {
  /** Takes and answers what `Client` does, in all the ways there are to call it. */
  override query(...args: never[]): never {
    const answer: unknown = Reflect.apply(super.query, this, args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (isTooLate(error)) void this.end();
      });
    }
    return answer as never;
  }
}

function isTooLate(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
