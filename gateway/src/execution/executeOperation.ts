import { setMaxListeners } from 'node:events';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../context';
import { maxComplaints } from '../errors/maxComplaints';
import { noSuchOperation } from '../supergraph/operationParts';
import type { SupergraphSnapshot } from '../supergraph/supergraphSnapshot';
import { answerAuthorized } from './answerAuthorized';
import type { SubgraphAccess } from './subgraphAccess';

export interface OperationRequest {
  readonly snapshot: SupergraphSnapshot;
  /** Validated against the snapshot's API schema. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

const neverAborted = new AbortController().signal;
// Every mutation watches it.
setMaxListeners(0, neverAborted);

/**
 * Answers a query or mutation for the viewer of its context, across subgraphs; a subscription is `BAD_REQUEST`. Variables that do not fit are
 * `BAD_USER_INPUT` without data; fields that are refused or unavailable are null with an error each.
 */
export async function executeOperation(request: OperationRequest, subgraphs: SubgraphAccess): Promise<ExecutionResult> {
  const { snapshot, document, operationName, variables, context } = request;
  const operation = getOperationAST(document, operationName);
  if (!operation) return { errors: [noSuchOperation(operationName)] };
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [overWebsocketOnly()] };
  const coerced = getVariableValues(snapshot.apiSchema, operation.variableDefinitions ?? [], variables, {
    maxErrors: maxComplaints,
  });
  if (coerced.errors !== undefined) return { errors: coerced.errors.slice(0, maxComplaints).map(badUserInput) };

  const authorized = snapshot.authorize(document, operationName, context.viewer);
  // A mutation that has begun is carried through, though its client has gone: half of one helps nobody.
  const signal = operation.operation === OperationTypeNode.MUTATION ? neverAborted : context.signal;
  return answerAuthorized(authorized, {
    schema: snapshot.apiSchema,
    variables,
    coerced: coerced.coerced,
    overrides: snapshot.drawOverrides(),
    subgraphs,
    context: { ...context, signal },
  });
}

/** Said before anything is planned or refused to this viewer: it is the same for everyone. */
function overWebsocketOnly(): GraphQLError {
  return new GraphQLError('Subscriptions are served over websocket.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

function badUserInput(error: GraphQLError): GraphQLError {
  error.extensions.code = 'BAD_USER_INPUT';
  return error;
}
