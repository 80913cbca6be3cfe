import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { namedTypeOf } from '../typeNames';
import { appliedOf, argumentOf, graphOf, join, withArgument } from './joinDirectives';

/** A field with the arguments that somebody's `@requires` gives it. */
export interface PinnedField {
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

export interface PinnedFields {
  /** What a name of the planning supergraph stands for; undefined for every other name. */
  find(name: string): PinnedField | undefined;
  /** The pinned fields that a field of an entity requires in a subgraph. */
  requiredBy(graph: string, typeName: string, fieldName: string): readonly string[];
}

const separator = '__with_';

/**
 * Gives each field with arguments that stands in a `@requires` a name of its own there, without arguments. The planner
 * takes the same field with other arguments for the same field, be it in the client's selection or in another `@requires`,
 * and one value for both. The fetches are given the field's own name and arguments again.
 */
export function withPinnedFields(supergraph: DocumentNode): { supergraph: DocumentNode; pinned: PinnedFields } {
  const types = new Map<string, ObjectTypeDefinitionNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) types.set(definition.name.value, definition);
  }
  const pins = new Map<string, PinnedField>();
  const additions = new Map<string, Map<string, FieldDefinitionNode>>();
  /** Which subgraphs require a pinned field of a type. */
  const requiring = new Set<string>();
  const required = new Map<string, string[]>();

  function pin(graph: string | undefined, typeName: string, definition: FieldDefinitionNode, node: FieldNode): string {
    const { name, arguments: args = [] } = node;
    const field: PinnedField = { name: name.value, arguments: args };
    const known = [...pins].find(([, other]) => textOf(other) === textOf(field))?.[0];
    const pinnedName = known ?? `${name.value}${separator}${pins.size}`;
    pins.set(pinnedName, field);
    requiring.add(`${graph}:${typeName}.${pinnedName}`);
    const fields = additions.get(typeName) ?? new Map<string, FieldDefinitionNode>();
    const isRequiredIn = (other: string | undefined) => requiring.has(`${other}:${typeName}.${pinnedName}`);
    additions.set(typeName, fields.set(pinnedName, pinnedDefinition(definition, pinnedName, isRequiredIn)));
    return pinnedName;
  }

  function pinIn(
    graph: string | undefined,
    typeName: string,
    { selections }: SelectionSetNode,
    found: string[],
  ): SelectionSetNode {
    return {
      kind: Kind.SELECTION_SET,
      selections: selections.map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? typeName;
          return { ...selection, selectionSet: pinIn(graph, condition, selection.selectionSet, found) };
        }
        const definition = types.get(typeName)?.fields?.find(({ name }) => name.value === selection.name.value);
        if (definition === undefined) return selection;
        const inner =
          selection.selectionSet && pinIn(graph, namedTypeOf(definition.type), selection.selectionSet, found);
        const field = inner === undefined ? selection : { ...selection, selectionSet: inner };
        if (!selection.arguments?.length) return field;
        const pinnedName = pin(graph, typeName, definition, selection);
        found.push(pinnedName);
        const { arguments: _given, ...bare } = field;
        return { ...bare, name: { kind: Kind.NAME, value: pinnedName } };
      }),
    };
  }

  function pinRequires(typeName: string, fieldName: string, directive: ConstDirectiveNode): ConstDirectiveNode {
    const requires = argumentOf(directive, 'requires');
    if (typeof requires !== 'string' || !requires.includes('(')) return directive;
    const found: string[] = [];
    const selectionSet = pinIn(graphOf(directive), typeName, selectionSetOf(requires), found);
    if (found.length === 0) return directive;
    required.set(`${graphOf(directive)}:${typeName}.${fieldName}`, found);
    const value = print(selectionSet)
      .replace(/^\{|\}$/g, '')
      .trim();
    return withArgument(directive, 'requires', { kind: Kind.STRING, value });
  }

  const rewritten = visit(supergraph, {
    ObjectTypeDefinition(type) {
      const fields = (type.fields ?? []).map((field) => ({
        ...field,
        directives: (field.directives ?? []).map((directive) =>
          directive.name.value === join.field ? pinRequires(type.name.value, field.name.value, directive) : directive,
        ),
      }));
      return { ...type, fields };
    },
  });
  const extended = visit(rewritten, {
    ObjectTypeDefinition(type) {
      const added = additions.get(type.name.value);
      return added === undefined ? undefined : { ...type, fields: [...(type.fields ?? []), ...added.values()] };
    },
  });
  const pinned: PinnedFields = {
    find: (name) => pins.get(name),
    requiredBy: (graph, typeName, fieldName) => required.get(`${graph}:${typeName}.${fieldName}`) ?? [],
  };
  return { supergraph: pins.size === 0 ? supergraph : withoutUnusedExternals(extended, pins), pinned };
}

/** A field that a subgraph only knew for the sake of a `@requires` that now names another is refused as useless there. */
function withoutUnusedExternals(supergraph: DocumentNode, pins: ReadonlyMap<string, PinnedField>): DocumentNode {
  const pinnedNames = new Set([...pins.values()].map(({ name }) => name));
  const used = namesInFieldSets(supergraph);
  const interfaces = new Map<string, ReadonlySet<string>>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    interfaces.set(definition.name.value, new Set((definition.fields ?? []).map(({ name }) => name.value)));
  }
  return visit(supergraph, {
    ObjectTypeDefinition(type) {
      const isPromised = (name: string) =>
        (type.interfaces ?? []).some((implemented) => interfaces.get(implemented.name.value)?.has(name));
      const fields = (type.fields ?? []).map((field) => {
        const name = field.name.value;
        if (!pinnedNames.has(name) || isPromised(name)) return field;
        const directives = (field.directives ?? []).filter((directive) => {
          const isExternal = directive.name.value === join.field && argumentOf(directive, 'external') === true;
          return !isExternal || used.has(`${graphOf(directive)}:${name}`);
        });
        return { ...field, directives };
      });
      return { ...type, fields };
    },
  });
}

/** Every name in a field set of a directive, with the subgraph that the directive is about. */
function namesInFieldSets(supergraph: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(supergraph, {
    Directive(node) {
      const directive = node as ConstDirectiveNode;
      for (const set of ['key', 'requires', 'provides']) {
        const names = String(argumentOf(directive, set) ?? '').matchAll(/\w+/g);
        for (const [name] of names) used.add(`${graphOf(directive)}:${name}`);
      }
    },
  });
  return used;
}

/** Where the field itself can be had, and where it is only known. */
function pinnedDefinition(
  definition: FieldDefinitionNode,
  name: string,
  isRequiredIn: (graph: string | undefined) => boolean,
): FieldDefinitionNode {
  const directives = appliedOf(definition, join.field).filter(
    (directive) => argumentOf(directive, 'external') !== true || isRequiredIn(graphOf(directive)),
  );
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    type: definition.type,
    directives,
  };
}

function textOf({ name, arguments: args }: PinnedField): string {
  const given = args.map((argument) => print(argument)).toSorted();
  return `${name}(${given.join()})`;
}

function selectionSetOf(fieldSet: string): SelectionSetNode {
  const [definition] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A field set is a selection');
  return definition.selectionSet;
}
