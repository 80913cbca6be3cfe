import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { type Identity, identityHeader } from '../auth';
import { type Logger, runWithLogContext } from '../logging';
import { CollectedHeaders, type ContextRequest } from './contextRequest';
import { presentError } from './presentError';
import type { SubgraphRequest } from './subgraph';

export interface EventResultsOptions {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: ContextRequest) => object;
  readonly verifyIdentity: (token: string | undefined) => Identity;
  readonly logger: Logger;
}

/**
 * Subscribes and executes the operation for each event with a context of its own, so that a loader never answers with
 * what an earlier event saw. `return()` aborts the context's signal, which ends a source that is parked.
 */
export async function eventResults(
  options: EventResultsOptions,
  request: SubgraphRequest,
): Promise<AsyncIterableIterator<ExecutionResult>> {
  let identity: Identity;
  try {
    identity = options.verifyIdentity(request.headers[identityHeader]);
  } catch (error) {
    return oneResult(failure(options, [asGraphQLError(error)], undefined));
  }
  return runWithLogContext({ requestId: identity.requestId }, () => subscribeFor(options, request, identity));
}

async function subscribeFor(
  options: EventResultsOptions,
  request: SubgraphRequest,
  identity: Identity,
): Promise<AsyncIterableIterator<ExecutionResult>> {
  const fail = (errors: readonly GraphQLError[]) => oneResult(failure(options, errors, identity.requestId));
  const { schema } = options;
  let document: DocumentNode;
  try {
    document = parse(request.query);
  } catch (error) {
    return fail([withCode(asGraphQLError(error), 'GRAPHQL_PARSE_FAILED')]);
  }
  const problems = validate(schema, document);
  if (problems.length > 0) return fail(problems.map((problem) => withCode(problem, 'GRAPHQL_VALIDATION_FAILED')));

  const end = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, end.signal]) : end.signal;
  const newContext = () =>
    options.createContext({ identity, headers: request.headers, responseHeaders: new CollectedHeaders(), signal });
  const args = { schema, document, variableValues: request.variables, operationName: request.operationName };
  let source: Awaited<ReturnType<typeof createSourceEventStream>>;
  try {
    source = await createSourceEventStream({ ...args, contextValue: newContext() });
  } catch (error) {
    // graphql-js takes any error with a `path` for one it has located already, and throws it as it is.
    return fail([asGraphQLError(error)]);
  }
  if (!(Symbol.asyncIterator in source)) return fail((source.errors ?? []).map(asRequestError));

  const events = source[Symbol.asyncIterator]();
  return mapEvents(events, end, async (rootValue) => {
    const result = await runWithLogContext({ requestId: identity.requestId }, async () =>
      execute({ ...args, rootValue, contextValue: newContext() }),
    );
    return presentResult(options, result, identity.requestId);
  });
}

function mapEvents(
  events: AsyncIterator<unknown>,
  end: AbortController,
  toResult: (event: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      const event = await events.next();
      return event.done ? { done: true, value: undefined } : { done: false, value: await toResult(event.value) };
    },
    async return() {
      end.abort();
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* oneResult(result: ExecutionResult): AsyncIterableIterator<ExecutionResult> {
  yield result;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError((error as Error).message, { originalError: error as Error });
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code } });
}

/** Before the first event an error that no resolver threw is about the request: a variable of the wrong type. */
function asRequestError(error: GraphQLError): GraphQLError {
  return error.originalError ? error : withCode(error, 'BAD_USER_INPUT');
}

function presentResult(
  options: EventResultsOptions,
  result: ExecutionResult,
  requestId: string | undefined,
): ExecutionResult {
  if (result.errors === undefined) return result;
  return { ...result, ...failure(options, result.errors, requestId) };
}

function failure(
  { logger }: EventResultsOptions,
  errors: readonly GraphQLError[],
  requestId: string | undefined,
): ExecutionResult {
  const presented: readonly GraphQLFormattedError[] = errors.map((error) =>
    presentError(error.toJSON(), error, requestId, logger),
  );
  // An ExecutionResult's errors serialise to exactly this form, which is all that any receiver reads.
  return { errors: presented as readonly GraphQLError[] };
}
