import { buildSchema, GraphQLError, type GraphQLScalarType, graphqlSync, parse, validate } from 'graphql';
import { withoutValues } from './withoutValues';

const secret = 'swordfish; or "so"';

function schemaOf() {
  const schema = buildSchema(`
    type Query { a(i: In, id: ID, n: Int, f: Float, b: Boolean, phone: Phone, one: One): Int }
    input In { password: String!, role: Role, list: [In!] }
    input One @oneOf { a: String, b: String }
    enum Role { COOK GUEST }
    scalar Phone`);
  const refuse = () => {
    throw new GraphQLError('Phone must be an E.164 number such as +14155550123.');
  };
  const phone = schema.getType('Phone') as GraphQLScalarType;
  Object.assign(phone, { parseValue: refuse, parseLiteral: refuse });
  return schema;
}

const schema = schemaOf();
const messagesOf = (query: string, variableValues: Record<string, unknown>): string[] =>
  (graphqlSync({ schema, source: query, variableValues }).errors ?? []).map(({ message }) => message);
const literalMessages = (query: string): string[] => validate(schema, parse(query)).map(({ message }) => message);

describe('a complaint about a variable', () => {
  const inputQuery = 'query ($i: In) { a(i: $i) }';
  it.each<[string, string, Record<string, unknown>, string]>([
    [
      'an unknown field',
      inputQuery,
      { i: { password: secret, pasword: secret } },
      'Variable "$i" got an invalid value; Field "pasword" is not defined by type "In". Did you mean "password"?',
    ],
    [
      'a field that is missing',
      inputQuery,
      { i: { role: 'COOK', list: [{ role: secret }] } },
      'Variable "$i" got an invalid value; Field "password" of required type "String!" was not provided.',
    ],
    [
      'an object for a text',
      inputQuery,
      { i: { password: { secret } } },
      'Variable "$i" got an invalid value at "i.password"; String cannot represent a non string value.',
    ],
    [
      'no value of an enum, deep inside',
      inputQuery,
      { i: { password: secret, list: [{ password: secret, role: secret }] } },
      'Variable "$i" got an invalid value at "i.list[0].role"; The value does not exist in "Role" enum.',
    ],
    [
      'a value that is nearly one of an enum',
      inputQuery,
      { i: { password: secret, role: 'COOKS' } },
      'Variable "$i" got an invalid value at "i.role"; The value does not exist in "Role" enum.',
    ],
    [
      'a text for an object',
      inputQuery,
      { i: secret },
      'Variable "$i" got an invalid value; Expected type "In" to be an object.',
    ],
    [
      'null where none may be',
      inputQuery,
      { i: { password: null } },
      'Variable "$i" got an invalid value at "i.password"; Expected non-nullable type "String!" not to be null.',
    ],
    [
      'no id',
      'query ($id: ID) { a(id: $id) }',
      { id: { secret } },
      'Variable "$id" got an invalid value; ID cannot represent value.',
    ],
    [
      'no number',
      'query ($n: Int) { a(n: $n) }',
      { n: secret },
      'Variable "$n" got an invalid value; Int cannot represent non-integer value.',
    ],
    [
      'too large a number',
      'query ($n: Int) { a(n: $n) }',
      { n: 1234567890123 },
      'Variable "$n" got an invalid value; Int cannot represent non 32-bit signed integer value.',
    ],
    [
      'a scalar of our own',
      'query ($p: Phone) { a(phone: $p) }',
      { p: secret },
      'Variable "$p" got an invalid value; Phone must be an E.164 number such as +14155550123.',
    ],
    [
      'two keys of which one is allowed',
      'query ($o: One) { a(one: $o) }',
      { o: { a: secret, b: secret } },
      'Variable "$o" got an invalid value; Exactly one key must be specified for OneOf type "One".',
    ],
  ])('about %s says what is wrong, without the value', (_name, query, variables, expected) => {
    expect(messagesOf(query, variables).map(withoutValues)).toContain(expected);
    expect(messagesOf(query, variables).map(withoutValues).join()).not.toMatch(/swordfish|COOKS|123456789012/);
  });

  it('says nothing more when the reason is of an unknown form', () => {
    expect(withoutValues(`Variable "$a" got invalid value "${secret}"; It is not ${secret}.`)).toBe(
      'Variable "$a" got an invalid value.',
    );
  });
});

describe('a complaint about a literal', () => {
  const text = JSON.stringify(secret);
  it.each([
    [`{ a(i: { password: [${text}] }) }`, 'String cannot represent a non string value.'],
    [`{ a(i: ${text}) }`, 'Expected value of type "In".'],
    [`{ a(i: { password: "x", role: ${text} }) }`, 'Enum "Role" cannot represent this value.'],
    [`{ a(i: { password: "x", role: COOKS }) }`, 'The value does not exist in "Role" enum.'],
    [`{ a(n: ${text}) }`, 'Int cannot represent non-integer value.'],
    [`{ a(f: ${text}) }`, 'Float cannot represent non numeric value.'],
    [`{ a(b: ${text}) }`, 'Boolean cannot represent a non boolean value.'],
    [`{ a(phone: ${text}) }`, 'Phone must be an E.164 number such as +14155550123.'],
    [`{ a(i: { role: COOK }) }`, 'Field "In.password" of required type "String!" was not provided.'],
  ])('%s', (query, expected) => {
    const shown = literalMessages(query).map(withoutValues);
    expect(shown).toContain(expected);
    expect(shown.join()).not.toMatch(/swordfish|COOKS/);
  });
});

describe('a complaint about the syntax', () => {
  it('does not repeat the text that it stumbled over', () => {
    const [error] = graphqlSync({ schema, source: `{ ${JSON.stringify(secret)} }` }).errors ?? [];
    expect(error?.message).toContain('swordfish');
    expect(withoutValues(error?.message ?? '')).toBe('Syntax Error: Expected Name, found String.');
  });
});

describe('any other message', () => {
  it.each(['Cannot query field "x" on type "Query".', 'after is not a cursor of this list.', 'Sign in to do this.'])(
    'stays as it is: %s',
    (message) => {
      expect(withoutValues(message)).toBe(message);
    },
  );
});
