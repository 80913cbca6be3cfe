import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/**
 * How many fields may stand inside each other. Lists inside lists multiply: without a bound one small operation that
 * walks a cycle of the schema (a restaurant's menu, its items' restaurant, and so on) takes all memory. What `__schema`
 * and `__type` select is not counted; introspection has a switch of its own.
 */
export function maxDepth(limit: number): ValidationRule {
  return (context) => {
    const depths = new Map<FragmentDefinitionNode, number>();
    return {
      OperationDefinition(operation) {
        if (depthOf(operation.selectionSet, context, depths) <= limit) return;
        const message = `At most ${limit} fields may stand inside each other.`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      },
    };
  };
}

type Depths = Map<FragmentDefinitionNode, number>;

function depthOf({ selections }: SelectionSetNode, context: ValidationContext, depths: Depths): number {
  let deepest = 0;
  for (const selection of selections) {
    deepest = Math.max(deepest, depthOfSelection(selection, context, depths));
  }
  return deepest;
}

function depthOfSelection(
  selection: SelectionSetNode['selections'][number],
  context: ValidationContext,
  depths: Depths,
): number {
  if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet, context, depths);
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    const fragment = context.getFragment(selection.name.value);
    return fragment ? depthOfFragment(fragment, context, depths) : 0;
  }
  if (selection.name.value.startsWith('__') || selection.selectionSet === undefined) return 1;
  return 1 + depthOf(selection.selectionSet, context, depths);
}

/** Once for each fragment, however often it is spread. One inside itself counts nothing; another rule refuses it. */
function depthOfFragment(fragment: FragmentDefinitionNode, context: ValidationContext, depths: Depths): number {
  const known = depths.get(fragment);
  if (known !== undefined) return known;
  depths.set(fragment, 0);
  const depth = depthOf(fragment.selectionSet, context, depths);
  depths.set(fragment, depth);
  return depth;
}
