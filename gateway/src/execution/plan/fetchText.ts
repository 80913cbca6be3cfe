import { Kind, type OperationTypeNode, parse, type SelectionNode } from 'graphql';

/** A subgraph's part of an operation, as text. */
export interface FetchText {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly type: OperationTypeNode;
  /** The request's JSON up to the value of `variables`, after which only `}` is missing. */
  readonly bodyStart: string;
  /** Under which keys the answer stands: what is missing when there is none. Empty for entities. */
  readonly rootKeys: readonly string[];
}

/** The planner numbers the operations of a plan: the same question would have another text each time it is asked. */
const number = /__\w+?__\d+$/;

/** `plannedName` is how the planner calls the operation in its text. */
export function fetchText(planned: string, plannedName: string | undefined, type: OperationTypeNode): FetchText {
  const operationName = plannedName?.replace(number, '');
  const query = plannedName === undefined ? planned : planned.replace(plannedName, operationName ?? '');
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  return {
    query,
    operationName,
    type,
    bodyStart: `{"query":${JSON.stringify(query)},${name}"variables":`,
    rootKeys: rootKeysOf(query),
  };
}

function rootKeysOf(query: string): readonly string[] {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const keysIn = (selections: readonly SelectionNode[]): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return keysIn(selection.selectionSet.selections);
      return keysIn(fragments.get(selection.name.value)?.selectionSet.selections ?? []);
    });
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const keys = new Set(operation === undefined ? [] : keysIn(operation.selectionSet.selections));
  keys.delete('_entities');
  return [...keys];
}
