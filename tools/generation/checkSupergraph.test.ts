import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { checkSupergraph } from './checkSupergraph';

function compose(...schemas: string[]) {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@key", "@shareable", "@authenticated", "@requiresScopes"])`;
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
