import { type FragmentDefinitionNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { isIncluded, type Variables } from '../../authorization/refusedPaths';
import { type Fragments, fragmentsByName, type OperationParts } from '../../supergraph/operationParts';

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The operation without what `@skip` and `@include` leave out for these variables, and without these directives. Null
 * when nothing is left. The planner so never sees a condition, and no subgraph is asked for what nobody gets.
 */
export function specialise({ operation, fragments }: OperationParts, variables: Variables): OperationParts | null {
  const kept = new Map<string, FragmentDefinitionNode | null>();

  function keptFragment(name: string): FragmentDefinitionNode | null {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const definition = fragments[name];
    const selections = definition === undefined ? [] : keptSelections(definition.selectionSet);
    const fragment =
      definition === undefined || selections.length === 0 ? null : { ...definition, selectionSet: setOf(selections) };
    kept.set(name, fragment);
    return fragment;
  }

  function keptSelections({ selections }: SelectionSetNode): SelectionNode[] {
    return selections.flatMap((selection): SelectionNode[] => {
      if (!isIncluded(selection, variables)) return [];
      const bare = withoutConditions(selection);
      if (bare.kind === Kind.FRAGMENT_SPREAD) return keptFragment(bare.name.value) === null ? [] : [bare];
      if (bare.selectionSet === undefined) return [bare];
      const inner = keptSelections(bare.selectionSet);
      if (bare.kind === Kind.INLINE_FRAGMENT)
        return inner.length === 0 ? [] : [{ ...bare, selectionSet: setOf(inner) }];
      // Whether there is something here is asked for, whatever of it is left out.
      return [{ ...bare, selectionSet: setOf(inner.length === 0 ? [typename] : inner) }];
    });
  }

  const selections = keptSelections(operation.selectionSet);
  if (selections.length === 0) return null;
  const left: Fragments = fragmentsByName([...kept.values()].filter((fragment) => fragment !== null));
  return { operation: { ...operation, selectionSet: setOf(selections) }, fragments: left };
}

function withoutConditions<T extends SelectionNode>(selection: T): T {
  if (!selection.directives?.length) return selection;
  const directives = selection.directives.filter(({ name }) => name.value !== 'skip' && name.value !== 'include');
  return { ...selection, directives };
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
