import { InvalidInput } from '@marquee/shared/errors';
import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Each of these checks or makes a password. */
const signIns = new Set(['login', 'register', 'passwordChange']);

/**
 * Refuses an operation that signs in more than once: aliases would make one request try many passwords. All of them are
 * refused, the first one too.
 * @throws InvalidInput
 */
export function requireOneSignIn({ operation, fragments }: Pick<GraphQLResolveInfo, 'operation' | 'fragments'>): void {
  if (countSignIns(operation.selectionSet, fragments) > 1) {
    throw new InvalidInput('One request may log in, register or change a password once only.');
  }
}

function countSignIns(
  { selections }: SelectionSetNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): number {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      count += signIns.has(selection.name.value) ? 1 : 0;
      continue;
    }
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    if (inner !== undefined) count += countSignIns(inner.selectionSet, fragments);
  }
  return count;
}
