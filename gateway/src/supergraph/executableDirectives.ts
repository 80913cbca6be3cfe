import { buildSchema, printSchema, type Schema } from '@apollo/federation-internals';
import {
  type ArgumentNode,
  type DirectiveDefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  extendSchema,
  type GraphQLSchema,
  Kind,
  print,
  visit,
} from 'graphql';
import { namedTypeOf } from './typeNames';

/**
 * The directives of a supergraph's own that clients may write into operations. Subgraphs composed them (`@composeDirective`),
 * and what is made of the supergraph for clients has lost them.
 */
export interface ExecutableDirectives {
  /** The schema that operations are checked against, with these directives. */
  addTo(apiSchema: GraphQLSchema): GraphQLSchema;
  /** The same for the planner's own kind of schema. */
  addToInternal(apiSchema: Schema): Schema;
  /** Says what a default leaves unsaid, since a subgraph may have no default for it. */
  withDefaults(document: DocumentNode): DocumentNode;
}

const executableLocations: ReadonlySet<string> = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
]);

export function readExecutableDirectives(supergraph: DocumentNode, apiSchema: GraphQLSchema): ExecutableDirectives {
  const definitions = supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.DIRECTIVE_DEFINITION ? lostDirective(definition, apiSchema) : [],
  );
  if (definitions.length === 0) {
    return { addTo: (schema) => schema, addToInternal: (schema) => schema, withDefaults: (document) => document };
  }
  const byName = new Map(definitions.map((definition) => [definition.name.value, definition]));
  return {
    addTo: (schema) => extendSchema(schema, { kind: Kind.DOCUMENT, definitions }),
    addToInternal: (schema) => buildSchema([printSchema(schema), ...definitions.map(print)].join('\n\n')),
    withDefaults: (document) =>
      visit(document, {
        Directive(node) {
          const definition = byName.get(node.name.value);
          return definition === undefined ? undefined : withDefaultArguments(node, definition);
        },
      }),
  };
}

function lostDirective(definition: DirectiveDefinitionNode, apiSchema: GraphQLSchema): DirectiveDefinitionNode[] {
  const locations = definition.locations.filter(({ value }) => executableLocations.has(value));
  const isKnown = apiSchema.getDirective(definition.name.value) !== undefined;
  const isUsable = (definition.arguments ?? []).every(({ type }) => apiSchema.getType(namedTypeOf(type)) !== undefined);
  return locations.length === 0 || isKnown || !isUsable ? [] : [{ ...definition, locations }];
}

function withDefaultArguments(
  node: DirectiveNode,
  { arguments: defined = [] }: DirectiveDefinitionNode,
): DirectiveNode {
  const given = node.arguments ?? [];
  const defaults = defined.flatMap(({ name, defaultValue }): ArgumentNode[] => {
    if (defaultValue === undefined || given.some((argument) => argument.name.value === name.value)) return [];
    return [{ kind: Kind.ARGUMENT, name, value: defaultValue }];
  });
  return defaults.length === 0 ? node : { ...node, arguments: [...given, ...defaults] };
}
