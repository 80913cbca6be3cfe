import { Kind, OperationTypeNode, type SelectionNode } from 'graphql';
import { documentOf, type Fragments, type OperationParts, operationParts } from '../operationParts';

/**
 * The same operation, written so that the planner keeps its order: what a named fragment holds at the root of a mutation
 * it takes before what stands beside it, and mutations run in the order they have.
 */
export function forPlanner({ operation, fragments }: OperationParts): OperationParts {
  if (operation.operation !== OperationTypeNode.MUTATION) return { operation, fragments };
  const selections = inlined(operation.selectionSet.selections, fragments);
  const written = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  return operationParts(documentOf({ operation: written, fragments }), operation.name?.value);
}

function inlined(selections: readonly SelectionNode[], fragments: Fragments): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return inlined(fragment?.selectionSet.selections ?? [], fragments);
  });
}
