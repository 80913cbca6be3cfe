import { joinSchema } from './joinSchema';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

const common = `
scalar DateTime
scalar CurrencyCode
interface Node { id: ID! }
type PageInfo @shareable { hasNextPage: Boolean! }
interface UserError { code: UserErrorCode!, message: String! }
type ValidationError implements UserError @shareable { code: UserErrorCode!, message: String! }
type PriceChangedError implements UserError @shareable { code: UserErrorCode!, message: String!, newTotal: Money! }
type Money @shareable { currency: CurrencyCode! }
type Address @shareable { line1: String! }
`;

const definedTypes = (schema: string) =>
  [...schema.matchAll(/^(?:type|scalar|interface|enum) (\w+)/gm)].map((m) => m[1]);

describe('joining a schema with the common part', () => {
  it('adds what is used, also through another definition, and nothing else', () => {
    const schema = joinSchema(`${link}\ntype Query { price: Money }`, common);
    expect(definedTypes(schema)).toEqual(['Query', 'CurrencyCode', 'Money']);
  });

  it('leaves the own part as it was written', () => {
    const own = `${link}\n\n# why\ntype Query {\n  "the clock"   \n  now: DateTime\n}`;
    expect(joinSchema(own, common).startsWith(`${own}\n\n`)).toBe(true);
  });

  it('adds an interface that a type implements', () => {
    const schema = joinSchema(`${link}\ntype Query { a: A }\ntype A implements Node { id: ID! }`, common);
    expect(definedTypes(schema)).toContain('Node');
  });

  it('adds the error types whose codes the subgraph can raise, with what they need', () => {
    const own = `${link}\ntype Query { errors: [UserError!] }\nenum UserErrorCode { PRICE_CHANGED OUT_OF_AREA }`;
    expect(definedTypes(joinSchema(own, common))).toEqual(
      expect.arrayContaining(['UserError', 'PriceChangedError', 'Money', 'CurrencyCode']),
    );
    expect(definedTypes(joinSchema(own, common))).not.toContain('ValidationError');
  });

  it('adds a common type that the subgraph extends', () => {
    const schema = joinSchema(`${link}\ntype Query { a: Int }\nextend type Address { note: String }`, common);
    expect(definedTypes(schema)).toContain('Address');
  });

  it('refuses a second definition of a common type', () => {
    const own = `${link}\ntype Query { a: Money }\ntype Money { minor: Int }`;
    expect(() => joinSchema(own, common)).toThrow('already defined in the common schema, so remove: Money');
  });

  it('refuses a joined type whose directive the schema does not import', () => {
    const own = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")\ntype Query { a: Money }';
    expect(() => joinSchema(own, common)).toThrow('must also import @shareable');
  });
});
