import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { objectTypes, type TypeRows } from './schemaPaths';
import type { TypeRow } from './typeRows';

/** What the rows leave out, and what they claim that the schema does not bear out: a sentence each. */
export function checkTypeRows(schema: GraphQLSchema, rows: TypeRows, entities: ReadonlySet<string>): string[] {
  const names = objectTypes(schema);
  const missing = names.filter((name) => rows[name] === undefined);
  const stale = Object.keys(rows).filter((name) => !names.includes(name));
  return [
    ...missing.map(
      (name) => `The type ${name} has no row: add one to e2e/support/access/typeRows.ts that says who may read it.`,
    ),
    ...stale.map((name) => `There is no type ${name} any more: remove its row from typeRows.ts.`),
    ...names.flatMap((name) => {
      const row = rows[name];
      return row === undefined ? [] : claimsOf(row, name, { schema, rows, entities });
    }),
  ];
}

interface Known {
  readonly schema: GraphQLSchema;
  readonly rows: TypeRows;
  readonly entities: ReadonlySet<string>;
}

function claimsOf(row: TypeRow, name: string, known: Known): string[] {
  const reachedFrom = parentsOf(known.schema, name);
  const outside = (allowed: (parent: string) => boolean, claim: string): string[] =>
    reachedFrom
      .filter((parent) => !allowed(parent))
      .map((parent) => `${name} is reached from ${parent} too, so it is not ${claim}: change its row in typeRows.ts.`);
  const entity = known.entities.has(name) ? [`${name} is an entity, so others can refer to it by itself.`] : [];
  switch (row.kind) {
    case 'part':
      return [...outside((parent) => row.of.includes(parent), `only a part of ${row.of.join(' and ')}`), ...entity];
    case 'page':
      return isPageOf(known.schema, name, row.of) ? [] : [`${name} is no connection or edge of ${row.of}.`];
    case 'answer':
      return outside((parent) => parent === 'Mutation' || known.rows[parent]?.kind === 'answer', 'only an answer');
    case 'event':
      return outside((parent) => parent === 'Subscription', 'only an event');
    case 'value':
      return [
        ...entity,
        ...(typeOf(known.schema, name).getFields()['id'] ? [`${name} has an id, so it is no value.`] : []),
      ];
    case 'owned':
    case 'public':
      return [];
    default:
      throw new TypeError(`no such kind of row: ${JSON.stringify(row satisfies never)}`);
  }
}

function isPageOf(schema: GraphQLSchema, name: string, of: string): boolean {
  const { nodes, pageInfo, node, cursor } = typeOf(schema, name).getFields();
  const held = pageInfo !== undefined ? nodes : cursor && node;
  return held !== undefined && getNamedType(held.type).name === of;
}

function typeOf(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new TypeError(`${name} is no object type`);
  return type;
}

function parentsOf(schema: GraphQLSchema, name: string): string[] {
  const parents = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__'))
    .filter((type) => Object.values(type.getFields()).some((field) => getNamedType(field.type).name === name));
  return parents.map((parent) => parent.name);
}
