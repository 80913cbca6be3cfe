/** Codes of a subgraph whose message was written for the client's eyes. A configuration may add its own. */
export const publicSubgraphCodes: readonly string[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'RATE_LIMITED',
  'COST_EXCEEDED',
];

/** The gateway's own complaints about a request. From a subgraph these would tell of the gateway's plans. */
export const gatewayCodes: readonly string[] = [
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'DOWNSTREAM_UNAVAILABLE',
];

export const internalErrorCode = 'INTERNAL_SERVER_ERROR';
export const internalErrorMessage = 'Internal server error';
