import { Kind, type SelectionNode } from 'graphql';
import type { OperationParts } from './operationParts';

/** Everything that stands at the root of an operation: fields, fragments, and what is in those; each fragment once. */
export function rootSelections({ operation, fragments }: OperationParts): SelectionNode[] {
  const seen = new Set<string>();
  const selectionsIn = (selections: readonly SelectionNode[]): SelectionNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return [selection, ...selectionsIn(selection.selectionSet.selections)];
      }
      const name = selection.name.value;
      if (seen.has(name)) return [selection];
      seen.add(name);
      return [selection, ...selectionsIn(fragments[name]?.selectionSet.selections ?? [])];
    });
  return selectionsIn(operation.selectionSet.selections);
}

export function rootFieldNames(parts: OperationParts): string[] {
  return rootSelections(parts).flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}
