import { Fault } from '@marquee/shared/errors';
import { GraphQLError, Kind, type SelectionNode } from 'graphql';
import { responseKey } from '../authorization/refusedPaths';
import { internalErrorCode } from '../errors/publicCodes';
import type { CompiledPlan } from '../execution/plan/compiledPlan';
import type { Fragments, OperationParts } from './operationParts';

/**
 * Where no subgraph can give what is asked for, the planner leaves it out, and a null would say that there is none.
 * @throws GraphQLError naming the field.
 */
export function assertReachesAll({ operation, fragments }: OperationParts, { schedule, primary }: CompiledPlan): void {
  const atRoot = schedule.flatMap(({ step }) => (step.targets[0].path.length === 0 ? step.text.rootKeys : []));
  const reached = new Set([...atRoot, ...(primary?.text.rootKeys ?? [])]);
  const lost = rootKeysAsked(operation.selectionSet.selections, fragments).find((key) => !reached.has(key));
  if (lost === undefined) return;
  const message = `No subgraph can answer "${lost}" as it is asked.`;
  throw new GraphQLError(message, { originalError: new Fault(internalErrorCode, 500, message) });
}

function rootKeysAsked(selections: readonly SelectionNode[], fragments: Fragments): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [responseKey(selection)];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return rootKeysAsked(fragment?.selectionSet.selections ?? [], fragments);
  });
}
