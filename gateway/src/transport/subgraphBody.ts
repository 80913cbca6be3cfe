import { type SubgraphBody, type SubgraphError, SubgraphFailure } from './subgraphTransport';

/**
 * What a subgraph answered, if it is a GraphQL answer at all. A refusal of the gateway itself (401) or of a proxy on
 * the way counts as none.
 * @throws SubgraphFailure
 */
export function subgraphBody(subgraph: string, status: number, body: unknown): SubgraphBody {
  if (status === 401 || !isRecord(body)) throw new SubgraphFailure(subgraph, 'nonsense', { cause: { status } });
  const { data, errors } = body;
  const isData = data === undefined || data === null || isRecord(data);
  const isErrors = errors === undefined || (Array.isArray(errors) && errors.every(isSubgraphError));
  // Data that is not there has its reason among the errors.
  const isExplained = isRecord(data) || (Array.isArray(errors) && errors.length > 0);
  if (!isData || !isErrors || !isExplained) {
    throw new SubgraphFailure(subgraph, 'nonsense', { cause: { status } });
  }
  return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
}

function isSubgraphError(value: unknown): value is SubgraphError {
  if (!isRecord(value)) return false;
  const { path, extensions } = value;
  const isPath = path === undefined || path === null || (Array.isArray(path) && path.every(isPathKey));
  return isPath && (extensions === undefined || extensions === null || isRecord(extensions));
}

function isPathKey(key: unknown): boolean {
  return typeof key === 'string' || typeof key === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
