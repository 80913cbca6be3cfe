import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { TypeRows } from './schemaPaths';

/** Asks for everything a type has: its values, its parts, and of what else it leads to that it is there. */
export function selectionOf(schema: GraphQLSchema, rows: TypeRows, typeName: string): string {
  const row = rows[typeName];
  const apart = (row?.kind === 'owned' || row?.kind === 'public' ? row.apart : undefined) ?? [];
  return `{ __typename ${askable(schema, typeName)
    .filter(({ name }) => !apart.includes(name))
    .map((field) => `${field.name}${innerSelection(schema, rows, field)}`)
    .join(' ')} }`;
}

/** The names that `selectionOf` asks for. */
export function selectedFields(schema: GraphQLSchema, typeName: string): string[] {
  return askable(schema, typeName).map(({ name }) => name);
}

type Field = GraphQLField<unknown, unknown>;

function askable(schema: GraphQLSchema, typeName: string): Field[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new TypeError(`${typeName} is no object type`);
  return Object.values(type.getFields()).filter((field) => !field.args.some(isRequiredArgument));
}

function innerSelection(schema: GraphQLSchema, rows: TypeRows, field: Field): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return '';
  const kind = rows[type.name]?.kind;
  if (kind === 'part' || kind === 'value') return ` ${selectionOf(schema, rows, type.name)}`;
  return ` { ${identifying(type as GraphQLObjectType)} }`;
}

function identifying(type: GraphQLObjectType): string {
  const { id, nodes } = type.getFields();
  if (nodes !== undefined) return 'nodes { id }';
  return id === undefined ? '__typename' : 'id';
}
