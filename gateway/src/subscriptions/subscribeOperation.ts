import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  getVariableValues,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { AuthorizedOperation } from '../authorization/authorizedOperation';
import type { RequestContext } from '../context';
import { maxComplaints } from '../errors/maxComplaints';
import type { PresentError } from '../errors/presentError';
import { answerAuthorized } from '../execution/answerAuthorized';
import type { CompiledPlan } from '../execution/plan/compiledPlan';
import type { SubgraphAccess } from '../execution/subgraphAccess';
import { type PublicSubgraphErrors, unavailable } from '../execution/subgraphErrors';
import { SubgraphOperation } from '../execution/subgraphOperation';
import type { SupergraphSnapshot } from '../supergraph/supergraphSnapshot';
import { startDeadline } from '../transport/deadline';
import type { SubgraphError } from '../transport/subgraphTransport';
import { OperationRefused } from './operationStream';

export interface SocketOperation {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export interface OperationResult {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface SubscriptionOptions {
  readonly currentSnapshot: () => SupergraphSnapshot;
  readonly subgraphs: SubgraphAccess;
  /** What of a subgraph's errors may be shown. */
  readonly publicErrors: PublicSubgraphErrors;
  /** How errors leave the gateway; the same as over HTTP. */
  readonly presentError: PresentError;
  /** For what the subgraphs add to one event. */
  readonly requestTimeoutMs: number;
  /** Whether a complaint may name fields and types that the client did not. */
  readonly suggestsNames: boolean;
  readonly operationRules: readonly ValidationRule[];
}

/**
 * One result per event, in order, each with fields of every subgraph the client asked for. Authorisation is checked
 * at the start and, by `isStillSignedIn`, for every event. Ends when the context's signal is aborted.
 * @throws OperationRefused before the first event, or when the subgraph of the events is lost: then the client can
 * subscribe again after the last cursor it saw.
 */
export async function* subscribeOperation(
  options: SubscriptionOptions,
  request: SocketOperation,
  context: RequestContext,
  isStillSignedIn: () => boolean,
): AsyncGenerator<OperationResult, void, void> {
  const snapshot = options.currentSnapshot();
  const present = (errors: readonly GraphQLError[]) =>
    errors.map((error) => options.presentError(error.toJSON(), error, context.requestId));
  const refuse = (errors: readonly GraphQLError[]) => new OperationRefused(present(errors));

  const { document, coerced, errors } = checkRequest(snapshot, request, options);
  if (errors.length > 0) throw refuse(errors.slice(0, maxComplaints));
  const authorized = authorize(snapshot, document, request, context, refuse);
  const variables = request.variables ?? {};
  const overrides = snapshot.drawOverrides();
  const plan = planOf(() => authorized.programFor(coerced, overrides).plan, refuse);
  if (plan === null) throw refuse(authorized.refusals(null, coerced));

  const { subgraph, operation } = primaryOf(plan, variables);
  const events = await options.subgraphs.subscribe(subgraph, operation, context, context.signal);
  // A source that is parked and watches no signal still hears this.
  const end = (): void => {
    events.return?.().catch(() => undefined);
  };
  context.signal.addEventListener('abort', end, { once: true });
  try {
    if (context.signal.aborted) return;
    for await (const event of events) {
      if (!isStillSignedIn()) return;
      const eventErrors = event.errors && options.publicErrors(subgraph, event.errors.map(asSubgraphError));
      if (event.data === undefined) throw refuse((eventErrors ?? [unavailable()]).map(asGraphQLError));
      const deadline = startDeadline(options.requestTimeoutMs, context.signal);
      const result = await answerAuthorized(authorized, {
        schema: snapshot.apiSchema,
        variables,
        coerced,
        overrides,
        subgraphs: options.subgraphs,
        context: { ...context, signal: deadline.signal },
        event: { data: event.data, ...(eventErrors ? { errors: eventErrors } : {}) },
      }).finally(deadline.done);
      // The rest of the plan took its time; what was revoked meanwhile is not delivered.
      if (context.signal.aborted || !isStillSignedIn()) return;
      yield resultOf(result, present);
    }
  } finally {
    context.signal.removeEventListener('abort', end);
    end();
  }
}

interface CheckedRequest {
  readonly document: DocumentNode;
  /** The variables with their defaults, where they fit. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphQLError[];
}

function checkRequest(
  { apiSchema }: SupergraphSnapshot,
  { query, operationName, variables }: SocketOperation,
  { suggestsNames, operationRules }: SubscriptionOptions,
): CheckedRequest {
  const document = parse(query);
  const invalid = validate(apiSchema, document, [...specifiedRules, ...operationRules], { maxErrors: maxComplaints });
  if (invalid.length > 0) {
    const told = suggestsNames ? invalid : invalid.map(withoutSuggestion);
    return { document, coerced: {}, errors: withCode(told, 'GRAPHQL_VALIDATION_FAILED') };
  }
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { errors = [], coerced = {} } = getVariableValues(apiSchema, definitions, variables ?? {}, {
    maxErrors: maxComplaints,
  });
  return { document, coerced, errors: withCode(errors, 'BAD_USER_INPUT') };
}

function planOf(
  plan: () => CompiledPlan | null,
  refuse: (errors: readonly GraphQLError[]) => OperationRefused,
): CompiledPlan | null {
  try {
    return plan();
  } catch (error) {
    throw error instanceof GraphQLError ? refuse([error]) : error;
  }
}

function authorize(
  snapshot: SupergraphSnapshot,
  document: DocumentNode,
  { operationName }: SocketOperation,
  { viewer }: RequestContext,
  refuse: (errors: readonly GraphQLError[]) => OperationRefused,
): AuthorizedOperation {
  try {
    return snapshot.authorize(document, operationName, viewer);
  } catch (error) {
    throw error instanceof GraphQLError ? refuse([error]) : error;
  }
}

/** The fetch whose answers are the events. */
function primaryOf({ primary }: CompiledPlan, variables: Readonly<Record<string, unknown>>) {
  if (primary === null) throw new Error('The plan of a subscription has a primary fetch');
  const used = primary.variableNames.filter((name) => variables[name] !== undefined);
  const values = Object.fromEntries(used.map((name) => [name, variables[name]]));
  return { subgraph: primary.subgraph, operation: new SubgraphOperation(primary.text, values) };
}

function resultOf(
  { data, errors = [] }: Awaited<ReturnType<typeof answerAuthorized>>,
  present: (errors: readonly GraphQLError[]) => GraphQLFormattedError[],
): OperationResult {
  return { data, ...(errors.length > 0 ? { errors: present(errors) } : {}) };
}

/** From a subgraph in another process an error is plain JSON, whatever its type says. */
function asSubgraphError({ message, path, extensions }: GraphQLError): SubgraphError {
  return { message, ...(path ? { path } : {}), extensions };
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message.replace(/ ?Did you mean .+\?$/, ''), { nodes: error.nodes ?? null });
}

function asGraphQLError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

function withCode(errors: readonly GraphQLError[], code: string): GraphQLError[] {
  return errors.map((error) => new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code } }));
}
