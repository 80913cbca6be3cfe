import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { OperationParts } from '../supergraph/operationParts';
import { typenameAlias } from './filterOperation';
import { isIncluded, responseKey, type Variables } from './refusedPaths';

type Answer = Readonly<Record<string, unknown>>;
type FieldGroups = Map<string, FieldNode[]>;

/**
 * The answer to the filtered operation, made into one to the operation as sent: refused fields are null, in their
 * place, and a null where the schema forbids one takes its parent with it, as GraphQL says.
 */
export function completeAnswer(
  { operation, fragments }: OperationParts,
  schema: GraphQLSchema,
  data: Answer,
  variables: Variables,
): Record<string, unknown> | null {
  function collect(selections: readonly SelectionNode[], type: GraphQLObjectType, groups: FieldGroups): FieldGroups {
    for (const selection of selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const group = groups.get(responseKey(selection));
        if (group === undefined) groups.set(responseKey(selection), [selection]);
        else group.push(selection);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (fragment === undefined || !applies(schema, fragment.typeCondition?.name.value, type)) continue;
      collect(fragment.selectionSet.selections, type, groups);
    }
    return groups;
  }

  function completeObject(
    selections: readonly SelectionNode[],
    type: GraphQLObjectType,
    answer: Answer,
  ): Record<string, unknown> | null {
    const completed: Record<string, unknown> = {};
    for (const [key, nodes] of collect(selections, type, new Map())) {
      const value = answer[key] ?? null;
      const field = type.getFields()[nodes[0]?.name.value ?? ''];
      // Introspection is nobody's to refuse and complete as it is.
      completed[key] = field === undefined ? value : completeValue(nodes, field.type, value);
      if (completed[key] === null && field !== undefined && isNonNullType(field.type)) return null;
    }
    return completed;
  }

  function completeValue(nodes: readonly FieldNode[], type: GraphQLOutputType, value: unknown): unknown {
    if (isNonNullType(type)) return completeValue(nodes, type.ofType, value);
    if (value === null || value === undefined) return null;
    if (isListType(type)) return completeList(nodes, type.ofType, value as readonly unknown[]);
    if (!isCompositeType(type)) return value;
    const answer = value as Answer;
    const runtimeType = isAbstractType(type) ? schema.getType(String(answer[typenameAlias])) : type;
    if (!isObjectType(runtimeType)) return null;
    return completeObject(
      nodes.flatMap((node) => node.selectionSet?.selections ?? []),
      runtimeType,
      answer,
    );
  }

  function completeList(nodes: readonly FieldNode[], type: GraphQLOutputType, values: readonly unknown[]): unknown {
    const completed = values.map((value) => completeValue(nodes, type, value));
    return isNonNullType(type) && completed.includes(null) ? null : completed;
  }

  const root = schema.getRootType(operation.operation);
  return root ? completeObject(operation.selectionSet.selections, root, data) : null;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}
