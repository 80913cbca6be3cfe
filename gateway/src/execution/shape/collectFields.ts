import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, responseKey, type Variables } from '../../authorization/refusedPaths';
import type { Fragments } from '../../supergraph/operationParts';

export interface FieldCollection {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  /** At least those that conditions name. */
  readonly variables: Variables;
}

/** The fields that are selected on a type, by response key and in order (GraphQL specification, section 6.3.2). */
export function collectFields(
  { schema, fragments, variables }: FieldCollection,
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const known = fields.get(responseKey(selection));
        if (known === undefined) fields.set(responseKey(selection), [selection]);
        else known.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(schema, selection.typeCondition?.name.value, type)) collect(selection.selectionSet);
      } else {
        const name = selection.name.value;
        const fragment = fragments[name];
        if (fragment === undefined || visited.has(name)) continue;
        if (!applies(schema, fragment.typeCondition.name.value, type)) continue;
        visited.add(name);
        collect(fragment.selectionSet);
      }
    }
  };
  for (const set of selectionSets) collect(set);
  return fields;
}

/** Whether whatever is of the type is surely of the condition's, too. */
function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  if (!isAbstractType(conditionType)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditionType, type);
}
