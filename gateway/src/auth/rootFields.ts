import { parse } from 'graphql';
import { operationParts } from '../supergraph/operationParts';
import { rootFieldNames } from '../supergraph/rootSelections';

/** Whether an operation asks for nothing but these root fields. False for whatever is no operation at all. */
export function asksOnlyFor(allowed: readonly string[], request: unknown): boolean {
  if (allowed.length === 0) return false;
  return rootFieldsOf(request)?.every((name) => allowed.includes(name)) ?? false;
}

/** Whether an operation asks for at least one of these root fields. False for whatever is no operation at all. */
export function asksForAnyOf(fieldNames: readonly string[], request: unknown): boolean {
  if (fieldNames.length === 0) return false;
  return rootFieldsOf(request)?.some((name) => fieldNames.includes(name)) ?? false;
}

/** Null for whatever is no operation; others say what is wrong with it. */
function rootFieldsOf(request: unknown): string[] | null {
  if (typeof request !== 'object' || request === null) return null;
  const { query, operationName } = request as { query?: unknown; operationName?: unknown };
  if (typeof query !== 'string') return null;
  try {
    return rootFieldNames(operationParts(parse(query), typeof operationName === 'string' ? operationName : undefined));
  } catch {
    return null;
  }
}
