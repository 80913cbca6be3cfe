import { buildSchema, parse, validate } from 'graphql';
import { finiteNumbers } from './finiteNumbers';

const schema = buildSchema(
  'scalar Minor type Query { near(km: Float, at: [Place!], price: Minor): Int } input Place { x: Float }',
);
const complaints = (query: string) => validate(schema, parse(query), [finiteNumbers]).map(({ message }) => message);
const refusal = ['A number must be within the range of a double.'];

describe('a number in an operation', () => {
  it.each(['0', '-1.7976931348623157e308', '1e308', '1e-400'])('may be %s', (number) => {
    expect(complaints(`{ near(km: ${number}) }`)).toEqual([]);
  });

  it.each([
    ['an argument', '{ near(km: 1e400) }'],
    ['a negative one', '{ near(km: -1e400) }'],
    ['a whole number of 400 digits', `{ near(km: ${'9'.repeat(400)}) }`],
    ['a member of a list', '{ near(at: [{ x: 1e400 }]) }'],
    ['a scalar that only a subgraph knows', '{ near(price: 1e400) }'],
    ['the default of a variable', 'query ($km: Float = 1e400) { near(km: $km) }'],
  ])('may not be too large as %s', (_where, query) => {
    expect(complaints(query)).toEqual(refusal);
  });
});
