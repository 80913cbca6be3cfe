import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentsByName, type OperationParts } from '../supergraph/operationParts';
import type { AccessRules } from './accessRules';
import type { Requirement } from './requirement';

export interface FilterOptions extends OperationParts {
  readonly schema: GraphQLSchema;
  readonly rules: AccessRules;
  readonly isGranted: (requirement: Requirement) => boolean;
}

export interface FilteredOperation {
  /** Null when nothing is left that needs a fetch. */
  readonly granted: OperationParts | null;
  readonly refused: ReadonlySet<FieldNode>;
}

/**
 * Takes the fields that are not granted out of an operation. A field stays, with `__typename` alone, when only what
 * was selected inside it is refused: its own null or its side effect still belongs to the answer.
 */
export function filterOperation(options: FilterOptions): FilteredOperation {
  const { schema, operation } = options;
  const refused = new Set<FieldNode>();
  const fragments: Record<string, FragmentDefinitionNode | null> = Object.create(null);
  let leafCount = 0;

  function keepField(node: FieldNode, parent: GraphQLCompositeType): FieldNode | null {
    if (node.name.value.startsWith('__')) {
      leafCount += 1;
      return node;
    }
    if (!requirementsOf(options, parent, node.name.value).every(options.isGranted)) {
      refused.add(node);
      return null;
    }
    const type = fieldType(parent, node.name.value);
    if (node.selectionSet === undefined || !isCompositeType(type)) {
      leafCount += 1;
      return node;
    }
    const selections = keepSelections(node.selectionSet, type);
    return { ...node, selectionSet: selectionSet(selections.length > 0 ? selections : [typenameField()]) };
  }

  function keepFragment(name: string): FragmentDefinitionNode | null {
    const known = fragments[name];
    if (known !== undefined) return known;
    const definition = options.fragments[name];
    if (definition === undefined) return null;
    const selections = keepSelections(
      definition.selectionSet,
      compositeType(schema, definition.typeCondition.name.value),
    );
    const kept = selections.length > 0 ? { ...definition, selectionSet: selectionSet(selections) } : null;
    fragments[name] = kept;
    return kept;
  }

  function keepSelection(node: SelectionNode, parent: GraphQLCompositeType): SelectionNode | null {
    if (node.kind === Kind.FIELD) return keepField(node, parent);
    if (node.kind === Kind.FRAGMENT_SPREAD) return keepFragment(node.name.value) === null ? null : node;
    const type = node.typeCondition ? compositeType(schema, node.typeCondition.name.value) : parent;
    const selections = keepSelections(node.selectionSet, type);
    return selections.length > 0 ? { ...node, selectionSet: selectionSet(selections) } : null;
  }

  function keepSelections(set: SelectionSetNode, parent: GraphQLCompositeType): SelectionNode[] {
    const kept = set.selections.flatMap((node) => keepSelection(node, parent) ?? []);
    // A refused field finds its place again in an answer that says of which type it is.
    return kept.length > 0 && isAbstractType(parent) ? [...kept, typenameField()] : kept;
  }

  const root = schema.getRootType(operation.operation);
  if (!root) return { granted: null, refused };
  const selections = keepSelections(operation.selectionSet, root);
  const isWorthRunning = operation.operation === OperationTypeNode.QUERY ? leafCount > 0 : selections.length > 0;
  if (!isWorthRunning) return { granted: null, refused };

  const keptFragments = fragmentsByName(Object.values(fragments).filter((fragment) => fragment !== null));
  const kept: OperationDefinitionNode = { ...operation, selectionSet: selectionSet(selections) };
  return { granted: { operation: withUsedVariables(kept, keptFragments), fragments: keptFragments }, refused };
}

/**
 * All that stands on the field, on its type and on the type it is selected on; through an interface also all that any
 * type behind it asks for the same field, since the answer may be of that type.
 */
function requirementsOf(
  { schema, rules }: FilterOptions,
  parent: GraphQLCompositeType,
  fieldName: string,
): Requirement[] {
  const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  return types.flatMap((type) => {
    const returned = fieldType(type, fieldName);
    return [
      ...rules.ofType(type.name),
      ...rules.ofField(type.name, fieldName),
      ...(returned === undefined ? [] : rules.ofType(returned.name)),
    ];
  });
}

function fieldType(parent: GraphQLCompositeType, fieldName: string): GraphQLNamedType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const field = parent.getFields()[fieldName];
  return field && getNamedType(field.type);
}

function compositeType(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new Error(`A fragment on ${name} passed validation`);
  return type;
}

function withUsedVariables(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): OperationDefinitionNode {
  const used = new Set<string>();
  const collect = { Variable: ({ name }: { name: { value: string } }) => void used.add(name.value) };
  for (const { selectionSet: set, directives } of [operation, ...Object.values(fragments)]) {
    visit(set, collect);
    for (const directive of directives ?? []) visit(directive, collect);
  }
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return { ...operation, ...(variableDefinitions && { variableDefinitions }) };
}

function typenameField(): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
}

function selectionSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
