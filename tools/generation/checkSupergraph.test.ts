import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { checkSupergraph } from './checkSupergraph';

function compose(...schemas: string[]) {
  return composeWith('["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"]', ...schemas);
}

function composeWith(imports: string, ...schemas: string[]) {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})`;
  const composed = composeServices(
    schemas.map((schema, i) => ({ name: `s${i}`, url: 'http://s', typeDefs: parse(`${link}\n${schema}`) })),
  );
  if (composed.supergraphSdl === undefined) throw composed.errors?.[0] ?? new Error('no supergraph');
  return composed;
}

describe('checking a supergraph', () => {
  it('finds nothing in a sound one', () => {
    expect(checkSupergraph(compose('type Query { a: Int @authenticated, b: Int! }'))).toEqual([]);
  });

  it('names a non-null field that is protected, at the root too', () => {
    const problems = checkSupergraph(
      compose('type Query { me: User! @authenticated }\ntype User { mail: String! @requiresScopes(scopes: [["m"]]) }'),
    );
    expect(problems).toEqual([
      'Query.me is protected and therefore must be nullable',
      'User.mail is protected and therefore must be nullable',
    ]);
  });

  it('names a non-null field of a type that is protected as a whole', () => {
    const problems = checkSupergraph(
      compose('type Query { card: Card!, cards: [Card!] }\ntype Card @authenticated { number: String! }'),
    );
    expect(problems).toEqual(['Query.card is protected and therefore must be nullable']);
  });

  const query = 'type Query { a: Int }';
  it.each([
    ['a field of Query', 'type Query { a: Int! @authenticated }', 'Query.a'],
    ['a field of Mutation', `${query} type Mutation { b: Int! @authenticated }`, 'Mutation.b'],
    ['a field of an object', 'type Query { b: B } type B { c: Int! @authenticated }', 'B.c'],
    ['a field by scopes', 'type Query { a: Int! @requiresScopes(scopes: [["x"]]) }', 'Query.a'],
    ['a field by policy', 'type Query { a: Int! @policy(policies: [["x"]]) }', 'Query.a'],
    ['a list', 'type Query { a: [Int!]! @authenticated }', 'Query.a'],
    ['a payload', `${query} type Mutation { b: P! @authenticated } type P { c: Int }`, 'Mutation.b'],
    ['a field with an object', 'type Query { b: B! } type B @authenticated { c: Int }', 'Query.b'],
    ['a list of an object', 'type Query { b: [B!]! } type B @requiresScopes(scopes: [["x"]]) { c: Int }', 'Query.b'],
    ['a field with a scalar', 'type Query { b: B! } scalar B @authenticated', 'Query.b'],
    ['a field with an enum', 'type Query { b: B! } enum B @authenticated { C }', 'Query.b'],
  ])('refuses that %s is protected and non-null', (_kind, schema, coordinate) => {
    expect(checkSupergraph(compose(schema))).toEqual([`${coordinate} is protected and therefore must be nullable`]);
  });

  it('refuses it for what implements an interface, and for the interface, which composition protects with it', () => {
    const schema = 'type Query { i: I } interface I { c: Int! } type B implements I { c: Int! @authenticated }';
    expect(checkSupergraph(compose(schema)).toSorted()).toEqual([
      'B.c is protected and therefore must be nullable',
      'I.c is protected and therefore must be nullable',
    ]);
  });

  it('refuses it when one subgraph protects what another promises', () => {
    const protecting = 'type Query { b: B } type B @key(fields: "id") { id: ID!, c: Int! @authenticated @shareable }';
    const promising = 'type B @key(fields: "id") { id: ID!, c: Int! @shareable }';
    expect(checkSupergraph(compose(protecting, promising))).toEqual([
      'B.c is protected and therefore must be nullable',
    ]);
  });

  it('accepts each of them when it is nullable', () => {
    const schema = `type Query { a: Int @authenticated, b: [B!] @requiresScopes(scopes: [["x"]]), c: Int @policy(policies: [["x"]]), d: D }
      type B { c: Int @authenticated } type D @authenticated { c: Int! } type Mutation { e: D @authenticated }`;
    expect(checkSupergraph(compose(schema))).toEqual([]);
  });

  it('knows a protection under another name', () => {
    const imports = '[{ name: "@authenticated", as: "@signedIn" }]';
    expect(checkSupergraph(composeWith(imports, 'type Query { a: Int! @signedIn }'))).toEqual([
      'Query.a is protected and therefore must be nullable',
    ]);
  });

  it('lets a subscription be non-null: refusing it leaves no siblings to lose', () => {
    const schema = 'type Query { a: Int }\ntype Subscription { ticks: Int! @authenticated }';
    expect(checkSupergraph(compose(schema))).toEqual([]);
  });

  it('reports hints', () => {
    const field = (type: string) =>
      `type Query { both: Both @shareable }\ntype Both @key(fields: "id") { id: ID!, x: ${type} @shareable }`;
    expect(checkSupergraph(compose(field('Int'), field('Int!')))).toEqual([
      expect.stringContaining('INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE'),
    ]);
  });

  it('accepts that subgraphs list different values of an enum that they only return', () => {
    const code = (value: string) => `type Query { ${value.toLowerCase()}: Code }\nenum Code { SAME ${value} }`;
    expect(checkSupergraph(compose(code('ONE'), code('TWO')))).toEqual([]);
  });
});
