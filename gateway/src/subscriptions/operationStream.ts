import type { GraphQLFormattedError } from 'graphql';

/** Ends an operation with an `error` message to the client. The errors are as the client may see them. */
export class OperationRefused extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super('The operation was refused');
    this.name = 'OperationRefused';
  }
}

/**
 * The results of one operation. A generator that is parked in an `await` does not hear `return()`, so that aborts
 * `signal` and answers a pending `next()` at once.
 */
export function operationStream<T>(run: (signal: AbortSignal) => AsyncIterator<T>): AsyncIterableIterator<T> {
  const ended = new AbortController();
  const source = run(ended.signal);
  let endPending = (): void => undefined;

  const stream: AsyncIterableIterator<T> = {
    next: () =>
      new Promise((resolve, reject) => {
        endPending = () => resolve({ done: true, value: undefined });
        if (ended.signal.aborted) endPending();
        else source.next().then(resolve, reject);
      }),
    async return() {
      ended.abort();
      endPending();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
