import {
  type FieldNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { OperationParts } from '../supergraph/operationParts';

export type Variables = Readonly<Record<string, unknown>>;

/** A place in the answer, without list positions, where a field was refused. */
export interface RefusedPath {
  readonly keys: readonly string[];
  /** What stands between the operation and the field: all of these must be included for it to count. */
  readonly selections: readonly SelectionNode[];
}

/** Enough to tell a client what is wrong; fragments within fragments could multiply a document without end. */
const maxPaths = 100;
const maxVisits = 20_000;

/** Every place at which the operation selects a refused field. */
export function refusedPaths(
  { operation, fragments }: OperationParts,
  refused: ReadonlySet<FieldNode>,
): readonly RefusedPath[] {
  const paths: RefusedPath[] = [];
  let visits = 0;

  function walk(selections: readonly SelectionNode[], keys: readonly string[], above: readonly SelectionNode[]): void {
    for (const selection of selections) {
      visits += 1;
      if (paths.length >= maxPaths || visits > maxVisits) return;
      const passed = selection.directives?.length ? [...above, selection] : above;
      if (selection.kind === Kind.FIELD) {
        const inner = [...keys, responseKey(selection)];
        if (refused.has(selection)) paths.push({ keys: inner, selections: passed });
        else walk(selection.selectionSet?.selections ?? [], inner, passed);
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
        walk(fragment?.selectionSet.selections ?? [], keys, passed);
      }
    }
  }

  walk(operation.selectionSet.selections, [], []);
  return paths;
}

export function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

/** As `@skip` and `@include` say for these variables. */
export function isIncluded(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}
