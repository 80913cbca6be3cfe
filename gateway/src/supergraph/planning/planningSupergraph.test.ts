import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { planningSupergraph } from './planningSupergraph';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@shareable"])`;

function planned(subgraphs: Record<string, string>) {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(`${link}\n${sdl}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  expect(errors).toBeUndefined();
  return planningSupergraph(parse(supergraphSdl ?? ''));
}

/** What of a type's definition stands in the planning supergraph, on one line. */
function definitionOf(sdl: string, header: string): string {
  const from = sdl.indexOf(header);
  return sdl.slice(from, sdl.indexOf('}', from) + 1).replaceAll(/\s+/g, ' ');
}

describe('the planning supergraph', () => {
  it('is one that the planner takes', () => {
    const { sdl } = planned({
      prices: 'type Query { goods: [Good] } type Good @key(fields: "id") { id: ID price(in: String): Int }',
      shipping: `type Good @key(fields: "id") {
        id: ID price(in: String): Int @external cost: Int @requires(fields: "price(in: \\"EUR\\")")
      }`,
    });
    expect(() => new QueryPlanner(Supergraph.build(sdl))).not.toThrow();
  });

  it('has each field with arguments that is required under a name of its own', () => {
    const { sdl, mends } = planned({
      prices: 'type Query { goods: [Good] } type Good @key(fields: "id") { id: ID price(in: String): Int }',
      shipping: `type Good @key(fields: "id") {
        id: ID
        price(in: String): Int @external
        euros: Int @requires(fields: "price(in: \\"EUR\\")")
        dollars: Int @requires(fields: "price(in: \\"USD\\")")
        again: Int @requires(fields: "price(in: \\"EUR\\")")
      }`,
    });
    const [euros] = mends.requiredBy('shipping', 'Good', 'euros');
    const [dollars] = mends.requiredBy('shipping', 'Good', 'dollars');
    expect(new Set([euros, dollars]).size).toBe(2);
    expect(mends.requiredBy('shipping', 'Good', 'again')).toEqual([euros]);
    expect(mends.requiredBy('prices', 'Good', 'price')).toEqual([]);
    expect(mends.findPinned(euros ?? '')).toMatchObject({ name: 'price' });
    expect(mends.findPinned('price')).toBeUndefined();
    expect(definitionOf(sdl, 'type Good')).toContain(`requires: "${euros}"`);
  });

  it('keeps a subgraph from knowing a field for nobody any more', () => {
    const { sdl } = planned({
      prices: 'type Query { goods: [Good] } type Good @key(fields: "id") { id: ID price(in: String): Int }',
      shipping: `type Good @key(fields: "id") {
        id: ID price(in: String): Int @external cost: Int @requires(fields: "price(in: \\"EUR\\")")
      }`,
    });
    expect(definitionOf(sdl, 'type Good')).toContain('price(in: String): Int @join__field(graph: PRICES) ');
  });

  it('has all members of a union in each subgraph that knows it, and says which of them are made up', () => {
    const shelf = (type: string) => `
      type Query { ${type.toLowerCase()}s: Shelf, shelf: Shelf @shareable }
      type Shelf @shareable { items: [Item] }
      union Item = Pen | ${type}
      type Pen @shareable { id: ID }
      type ${type} { id: ID }`;
    const { sdl, mends } = planned({ paper: shelf('Book'), film: shelf('Reel') });
    expect(definitionOf(sdl, 'union Item')).toContain('@join__unionMember(graph: FILM, member: "Book")');
    expect([mends.isForeign('film', 'Book'), mends.isForeign('paper', 'Book'), mends.isForeign('film', 'Pen')]).toEqual(
      [true, false, false],
    );
  });

  it('keeps free the names of what is fetched to find or compute something', () => {
    const { reservedKeys } = planned({
      prices:
        'type Query { goods: [Good] } type Good @key(fields: "id maker { code }") { id: ID maker: Maker } type Maker @shareable { code: ID }',
      shipping:
        'type Good @key(fields: "id maker { code }") { id: ID maker: Maker cost: Int } type Maker @shareable { code: ID }',
    });
    expect([...reservedKeys].toSorted()).toEqual(['__typename', 'code', 'id', 'maker']);
  });

  it('is the same where there is nothing to mend', () => {
    const { mends } = planned({ one: 'type Query { a: Int }' });
    expect(mends.isForeign('one', 'Query')).toBe(false);
  });
});
