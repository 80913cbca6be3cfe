import type { ApolloServer } from '@apollo/server';
import { asksForAnyOf } from '../auth/rootFields';
import type { RequestContext } from '../context';
import { startDeadline } from '../transport/deadline';
import { OperationRefused } from './operationStream';
import {
  type OperationResult,
  type SocketOperation,
  type SubscriptionOptions,
  subscribeOperation,
} from './subscribeOperation';

type RunOperation = (
  operation: SocketOperation,
  context: RequestContext,
  isStillSignedIn: () => boolean,
) => AsyncIterable<OperationResult>;

/** What a socket can ask for. Each throws OperationRefused when nothing was executed. */
export interface SocketOperations {
  /** A query or mutation: one result. */
  readonly execute: RunOperation;
  readonly subscribe: RunOperation;
}

export interface OperationsOptions extends SubscriptionOptions {
  readonly apollo: ApolloServer<RequestContext>;
  /** Root fields whose answers set cookies, which a socket cannot carry: the client would lose what they say. */
  readonly overHttpOnly: readonly string[];
}

/** Queries and mutations go through the very server that answers them over HTTP: its rules, plugins and error format. */
export function createSocketOperations(options: OperationsOptions): SocketOperations {
  const { apollo, overHttpOnly, requestTimeoutMs } = options;
  return {
    async *execute(operation, context) {
      const { query, operationName, variables } = operation;
      if (asksForAnyOf(overHttpOnly, operation)) throw refusedOverSocket(overHttpOnly);
      const deadline = startDeadline(requestTimeoutMs, context.signal);
      try {
        const { body } = await apollo.executeOperation(
          { query, ...(operationName === undefined ? {} : { operationName }), variables: { ...variables } },
          { contextValue: { ...context, signal: deadline.signal } },
        );
        if (body.kind !== 'single') throw new Error('A socket has no incremental delivery');
        const { data, errors } = body.singleResult;
        if (data === undefined) throw new OperationRefused(errors ?? []);
        yield { data, ...(errors === undefined ? {} : { errors }) };
      } finally {
        deadline.done();
      }
    },
    subscribe: (operation, context, isStillSignedIn) =>
      subscribeOperation(options, operation, context, isStillSignedIn),
  };
}

function refusedOverSocket(fieldNames: readonly string[]): OperationRefused {
  const message = `Send these over HTTP, their answers set cookies: ${fieldNames.join(', ')}.`;
  return new OperationRefused([{ message, extensions: { code: 'BAD_REQUEST' } }]);
}
