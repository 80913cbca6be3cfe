import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { LruMap } from '../lruMap';

const capacity = 2_000;

/** Whether a text, with the operation that a name picks out of it, is a query. What does not parse is none. */
export type IsQuery = (text: string, operationName: string | undefined) => boolean;

/** Reads each text once. */
export function createIsQuery(): IsQuery {
  const known = new LruMap<string, boolean>(capacity);
  return (text, operationName) => {
    const key = `${operationName ?? ''} ${text}`;
    let isQuery = known.get(key);
    if (isQuery === undefined) known.set(key, (isQuery = readsOnly(text, operationName)));
    return isQuery;
  };
}

function readsOnly(text: string, operationName: string | undefined): boolean {
  try {
    const operation = getOperationAST(parse(text, { noLocation: true }), operationName);
    return operation?.operation === OperationTypeNode.QUERY;
  } catch {
    return false;
  }
}
