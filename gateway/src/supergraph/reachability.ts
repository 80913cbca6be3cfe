import { Fault } from '@marquee/shared/errors';
import { GraphQLError, Kind, type SelectionNode } from 'graphql';
import { responseKey } from '../authorization/refusedPaths';
import { internalErrorCode } from '../errors/publicCodes';
import type { CompiledNode, CompiledPlan } from '../execution/plan/compiledPlan';
import type { Fragments, OperationParts } from './operationParts';

/**
 * Where no subgraph can give what is asked for, the planner leaves it out, and a null would say that there is none.
 * @throws GraphQLError naming the field.
 */
export function assertReachesAll({ operation, fragments }: OperationParts, { node, primary }: CompiledPlan): void {
  const reached = new Set([...rootKeysIn(node), ...(primary?.text.rootKeys ?? [])]);
  const lost = rootKeysAsked(operation.selectionSet.selections, fragments).find((key) => !reached.has(key));
  if (lost === undefined) return;
  const message = `No subgraph can answer "${lost}" as it is asked.`;
  throw new GraphQLError(message, { originalError: new Fault(internalErrorCode, 500, message) });
}

function rootKeysIn(node: CompiledNode | null): readonly string[] {
  if (node === null) return [];
  switch (node.kind) {
    case 'fetch':
      return node.targets[0].path.length === 0 ? node.text.rootKeys : [];
    default:
      return node.nodes.flatMap(rootKeysIn);
  }
}

function rootKeysAsked(selections: readonly SelectionNode[], fragments: Fragments): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [responseKey(selection)];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return rootKeysAsked(fragment?.selectionSet.selections ?? [], fragments);
  });
}
