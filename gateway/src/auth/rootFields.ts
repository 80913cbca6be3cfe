import { parse } from 'graphql';
import { operationParts } from '../supergraph/operationParts';
import { rootFieldNames } from '../supergraph/rootSelections';

/** Whether an operation asks for nothing but these root fields. False for whatever is no operation at all. */
export function asksOnlyFor(allowed: readonly string[], body: unknown): boolean {
  if (allowed.length === 0 || typeof body !== 'object' || body === null) return false;
  const { query, operationName } = body as { query?: unknown; operationName?: unknown };
  if (typeof query !== 'string') return false;
  try {
    const parts = operationParts(parse(query), typeof operationName === 'string' ? operationName : undefined);
    return rootFieldNames(parts).every((name) => allowed.includes(name));
  } catch {
    return false;
  }
}
