import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  specifiedScalarTypes,
  type UnionTypeDefinitionNode,
  visit,
} from 'graphql';
import { namedTypeOf } from '../typeNames';
import { applied, appliedOf, argumentOf, graphOf, graphsOf, graphValue, join } from './joinDirectives';

/** Which types a subgraph was only said to know: what is asked of it about them must be left out again. */
export interface AddedMembers {
  has(graph: string, typeName: string): boolean;
}

/**
 * Makes every member of a union one in each subgraph that knows the union. Where two subgraphs resolve the same field
 * of a union type with different members, the planner drops what is asked of a member that either of them lacks,
 * though the other would answer it.
 */
export function withSameUnionMembers(supergraph: DocumentNode): { supergraph: DocumentNode; added: AddedMembers } {
  const objects = new Map<string, ObjectTypeDefinitionNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) objects.set(definition.name.value, definition);
  }
  const missing = new Map<string, Set<string>>();
  const unions = visit(supergraph, {
    UnionTypeDefinition(union) {
      const additions = missingMembers(union).filter(({ member, graph }) => canKnow(objects, member, graph));
      if (additions.length === 0) return undefined;
      for (const { member, graph } of additions) {
        const graphs = missing.get(member) ?? new Set();
        missing.set(member, graphs.add(graph));
      }
      const members = additions.map(({ member, graph }) =>
        applied(join.unionMember, { graph: graphValue(graph), member: { kind: Kind.STRING, value: member } }),
      );
      return { ...union, directives: [...(union.directives ?? []), ...members] };
    },
  });
  const added: AddedMembers = {
    has: (graph, typeName) => {
      const type = objects.get(typeName);
      return missing.get(typeName)?.has(graph) === true && type !== undefined && !graphsOf(type).has(graph);
    },
  };
  const withTypes = visit(unions, {
    ObjectTypeDefinition(type) {
      const graphs = [...(missing.get(type.name.value) ?? [])].filter((graph) => !graphsOf(type).has(graph));
      return graphs.length === 0 ? undefined : knownIn(type, graphs, objects);
    },
  });
  return { supergraph: withTypes, added };
}

interface Member {
  readonly member: string;
  readonly graph: string;
}

function missingMembers(union: UnionTypeDefinitionNode): Member[] {
  const listed = appliedOf(union, join.unionMember);
  // Older supergraphs do not say whose members they are.
  if (listed.length === 0) return [];
  const isListed = ({ member, graph }: Member) =>
    listed.some((entry) => argumentOf(entry, 'member') === member && graphOf(entry) === graph);
  return [...graphsOf(union)].flatMap((graph) =>
    (union.types ?? []).map(({ name }) => ({ member: name.value, graph })).filter((entry) => !isListed(entry)),
  );
}

function canKnow(objects: ReadonlyMap<string, ObjectTypeDefinitionNode>, member: string, graph: string): boolean {
  const type = objects.get(member);
  if (type === undefined) return false;
  return graphsOf(type).has(graph) || (type.fields ?? []).some((field) => canHold(field, graph, objects));
}

/** Only fields whose values need no type that the subgraph lacks. */
function canHold(
  { type, arguments: args = [] }: FieldDefinitionNode,
  graph: string,
  objects: ReadonlyMap<string, ObjectTypeDefinitionNode>,
): boolean {
  return [type, ...args.map((argument) => argument.type)].every((named) => {
    const name = namedTypeOf(named);
    if (specifiedScalarTypes.some((scalar) => scalar.name === name)) return true;
    const object = objects.get(name);
    return object !== undefined && graphsOf(object).has(graph);
  });
}

function knownIn(
  type: ObjectTypeDefinitionNode,
  graphs: readonly string[],
  objects: ReadonlyMap<string, ObjectTypeDefinitionNode>,
): ObjectTypeDefinitionNode {
  const fields = (type.fields ?? []).map((field) => {
    const listed = appliedOf(field, join.field);
    // Without a list a field is in every subgraph that knows the type.
    const owners = listed.length > 0 ? [] : [...graphsOf(type)].map(inGraph);
    const holders = graphs.filter((graph) => canHold(field, graph, objects)).map(inGraph);
    return { ...field, directives: [...(field.directives ?? []), ...owners, ...holders] };
  });
  const types = graphs.map((graph) => applied(join.type, { graph: graphValue(graph) }));
  return { ...type, fields, directives: [...(type.directives ?? []), ...types] };
}

function inGraph(graph: string): ConstDirectiveNode {
  return applied(join.field, { graph: graphValue(graph) });
}
