import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError, isValueNode } from 'graphql';
import { DomainError } from '../errors';
import type { Logger } from '../logging';
import { faultOf } from './faultOf';

/**
 * What a caller may see of an error: a fault's and a domain error's code and sentence, GraphQL's own complaints about
 * the request, and of everything else only that it happened. The cause of the latter, and of a database that did not do it
 * now, is logged under the trace id.
 */
export function presentError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  traceId: string | undefined,
  logger: Logger,
): GraphQLFormattedError {
  const cause = thrown instanceof GraphQLError && thrown.originalError ? thrown.originalError : thrown;
  const fault = faultOf(cause);
  if (fault !== null) {
    if (fault !== cause) logger.error({ err: cause, traceId, path: formatted.path }, 'a database did not do it now');
    return withCode(formatted, fault.message, fault.code, traceId);
  }
  if (cause instanceof DomainError) {
    const code = cause.code === 'VALIDATION' ? 'BAD_USER_INPUT' : cause.code;
    return withCode(formatted, cause.message, code, traceId);
  }
  const code = formatted.extensions?.['code'];
  if (cause instanceof GraphQLError && typeof code === 'string' && requestErrorCodes.has(code)) {
    return withCode(formatted, formatted.message, isAboutValue(cause) ? 'BAD_USER_INPUT' : code, traceId);
  }
  logger.error({ err: cause, traceId, path: formatted.path }, 'a resolver failed');
  return withCode(
    formatted,
    'Something went wrong on our side. Quote the trace id when you report it.',
    'INTERNAL_SERVER_ERROR',
    traceId,
  );
}

/** The gateway has validated all but the literals of scalars that only a subgraph can read. */
function isAboutValue({ nodes }: GraphQLError): boolean {
  return nodes?.[0] !== undefined && isValueNode(nodes[0]);
}

const requestErrorCodes = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

function withCode(
  { locations, path }: GraphQLFormattedError,
  message: string,
  code: string,
  traceId: string | undefined,
): GraphQLFormattedError {
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, ...(traceId !== undefined && { traceId }) },
  };
}
