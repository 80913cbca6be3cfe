import {
  type ConstArgumentNode,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  type InterfaceTypeDefinitionNode,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { TypeRow } from './typeRows';

/** Arguments that choose a part of a list and say nothing about whose. */
const paging = new Set(['first', 'after', 'last', 'before']);

export type TypeRows = Readonly<Record<string, TypeRow>>;

/** Every object type that a client can reach, but the three roots. */
export function objectTypes(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type))
    .map(({ name }) => name);
}

/**
 * Every way to something, as schema coordinates:
 * - `Query.restaurant`: a root field with nothing but public data behind it
 * - `Query.foodOrder(id:)`, `Query.foodOrders(filter.userId:)`: each argument of a root field that leads to owned things
 * - `User.foodOrders`, `User.foodOrders(filter.userId:)`: the same for each field of an object
 * - `Mutation.login`, `Mutation.foodOrderCancel(orderId:)`: a mutation, by each id that it takes
 * - `Subscription.foodOrderChanged(orderId:)`: a subscription, by each argument
 */
export function schemaPaths(schema: GraphQLSchema, types: TypeRows): string[] {
  const { query, mutation, subscription } = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return [
    ...fieldsOf(query).flatMap((field) => readPaths('Query', field, types)),
    ...objectTypes(schema).flatMap((name) => nestedPaths(schema, name, types)),
    ...fieldsOf(mutation).flatMap((field) => withArguments('Mutation', field, isId)),
    ...fieldsOf(subscription).flatMap((field) => withArguments('Subscription', field, () => true)),
  ];
}

type Field = GraphQLField<unknown, unknown>;

const fieldsOf = (type: unknown): Field[] => (isObjectType(type) ? Object.values(type.getFields()) : []);

function readPaths(parent: string, field: Field, types: TypeRows): string[] {
  return leadsToOwned(field, types) ? withArguments(parent, field, () => true) : [`${parent}.${field.name}`];
}

/** What a payload, a page or an event holds is checked with the mutation, list or subscription it comes from. */
function nestedPaths(schema: GraphQLSchema, name: string, types: TypeRows): string[] {
  const kind = types[name]?.kind;
  if (kind === 'answer' || kind === 'page' || kind === 'event') return [];
  return fieldsOf(schema.getType(name))
    .filter((field) => leadsToOwned(field, types))
    .flatMap((field) => withArguments(name, field, () => true));
}

function leadsToOwned(field: Field, types: TypeRows): boolean {
  const row = types[getNamedType(field.type).name];
  if (row?.kind === 'page') return types[row.of]?.kind === 'owned';
  return row?.kind === 'owned';
}

type Argument = GraphQLArgument | GraphQLInputField;

/** The field by itself when it can be asked for so, and by each of its arguments. */
function withArguments(parent: string, field: Field, counts: (argument: Argument) => boolean): string[] {
  const names = field.args.filter(({ name }) => !paging.has(name)).flatMap((argument) => leaves(argument, counts));
  const stands = names.length === 0 || field.args.every(({ type }) => !isNonNullType(type));
  const coordinate = `${parent}.${field.name}`;
  return [...(stands ? [coordinate] : []), ...names.map((name) => `${coordinate}(${name}:)`)];
}

/** The names of an argument's parts: `filter.userId`. */
function leaves(argument: Argument, counts: (argument: Argument) => boolean): string[] {
  const type = getNamedType(argument.type);
  if (!isInputObjectType(type)) return counts(argument) ? [argument.name] : [];
  const parts = Object.values(type.getFields()).flatMap((part) => leaves(part, counts));
  return parts.map((part) => `${argument.name}.${part}`);
}

function isId({ type }: Argument): boolean {
  const inner = isNonNullType(type) ? type.ofType : type;
  return isListType(inner) ? getNamedType(inner).name === 'ID' : getNamedType(inner).name === 'ID';
}

/**
 * How other subgraphs refer to each entity of this one: `_entities food.FoodOrder(id)`, one for each key that it resolves.
 */
export function referencePaths(subgraph: string, schema: DocumentNode): string[] {
  return schema.definitions
    .filter(isEntityDefinition)
    .flatMap((type) => keysOf(type).map((key) => `_entities ${subgraph}.${type.name.value}(${key})`));
}

type EntityDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const entityKinds = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
]);

const isEntityDefinition = (node: { kind: Kind }): node is EntityDefinition => entityKinds.has(node.kind);

function keysOf({ directives = [] }: EntityDefinition): string[] {
  return directives
    .filter(({ name, arguments: given = [] }) => name.value === 'key' && given.every(isResolvable))
    .flatMap(({ arguments: given = [] }) =>
      given.flatMap(({ name, value }) => (name.value === 'fields' && value.kind === Kind.STRING ? [value.value] : [])),
    );
}

const isResolvable = ({ name, value }: ConstArgumentNode): boolean =>
  name.value !== 'resolvable' || value.kind !== Kind.BOOLEAN || value.value;
