import { Kind, visit } from 'graphql';
import type { OperationParts } from '../../supergraph/operationParts';

/**
 * The Boolean variables that decide with `@skip` and `@include` what an operation answers. Requests that agree on them
 * are answered in the same form.
 */
export function conditionVariables({ operation, fragments }: OperationParts): readonly string[] {
  const names = new Set<string>();
  for (const node of [operation.selectionSet, ...Object.values(fragments)]) {
    visit(node, {
      Directive({ name, arguments: args }) {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}
