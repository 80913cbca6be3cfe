import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLFieldResolver, type GraphQLSchema, type GraphQLTypeResolver, parse } from 'graphql';

type FieldResolver = GraphQLFieldResolver<never, unknown, never>;
type ReferenceResolver = (reference: never) => unknown;
export type Resolvers = Readonly<
  Record<string, Readonly<Record<string, FieldResolver | ReferenceResolver | GraphQLTypeResolver<never, unknown>>>>
>;

/** One subgraph: its own part of the schema, without the `@link`, and what it knows. */
export interface SubgraphPart {
  readonly sdl: string;
  readonly resolvers: Resolvers;
}

/** A supergraph for a test: its subgraphs by name, and one server that knows everything, to be compared with. */
export interface Graph {
  readonly subgraphs: Readonly<Record<string, SubgraphPart>>;
  /** Resolvers over the whole schema. Objects are of the same shapes; `__typename` says what an abstract one is. */
  readonly monolith?: Resolvers;
  /** Values that generated operations give to arguments, by the argument's name. */
  readonly argumentValues?: Readonly<Record<string, readonly unknown[]>>;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key" "@requires" "@provides" "@external" "@shareable" "@override" "@interfaceObject" "@inaccessible"
  "@context" "@fromContext" "@composeDirective"
])\n`;

export function subgraphSchema({ sdl, resolvers }: SubgraphPart): GraphQLSchema {
  // What an object is stands in it: graphql-js would ask for `isTypeOf` of members that resolvers are given for.
  return buildSubgraphSchema({ typeDefs: parse(link + sdl), resolvers: resolvers as never });
}

/** @throws with every composition error. */
export function composed({ subgraphs }: Graph, urlOf: (name: string) => string): string {
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    url: urlOf(name),
    typeDefs: parse(link + sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
