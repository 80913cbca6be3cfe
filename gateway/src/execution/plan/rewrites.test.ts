import { buildSchema } from 'graphql';
import { applyRewrites, renamedPlace } from './rewrites';
import { createTypeFacts } from './typeFacts';

const types = createTypeFacts(
  buildSchema(
    'type Query { pets: [Pet] } interface Pet { id: ID } type Dog implements Pet { id: ID } type Cat { id: ID }',
  ),
);
const rename = (path: string[], renameKeyTo: string) => ({ kind: 'KeyRenamer' as const, path, renameKeyTo });

describe('a rename', () => {
  it.each([0, false, '', null])('keeps %p', (value) => {
    const answer = { name__alias_0: value };
    applyRewrites([rename(['name__alias_0'], 'name')], answer, types);
    expect(answer).toEqual({ name: value });
  });

  it('does nothing where the key is missing', () => {
    const answer = { name: 'here' };
    applyRewrites([rename(['name__alias_0'], 'name')], answer, types);
    expect(answer).toEqual({ name: 'here' });
  });

  it('reaches every element of lists, and only objects of its type', () => {
    const answer = { pets: [{ __typename: 'Dog', x: 1 }, { __typename: 'Cat', x: 2 }, null] };
    applyRewrites([rename(['pets', '... on Pet', 'x'], 'y')], answer, types);
    expect(answer).toEqual({ pets: [{ __typename: 'Dog', y: 1 }, { __typename: 'Cat', x: 2 }, null] });
  });

  it.each(['__proto__', 'constructor'])('may lead to %s', (key) => {
    const answer = { x: 1 };
    applyRewrites([rename(['x'], key)], answer, types);
    expect(JSON.stringify(answer)).toBe(`{"${key}":1}`);
  });

  it('holds for the places of errors', () => {
    const rewrites = [rename(['pets', '... on Dog', 'x'], 'y')];
    expect(renamedPlace(['pets', 0, 'x'], rewrites)).toEqual(['pets', 0, 'y']);
  });
});

it('a value may be set: the type name that a subgraph knows', () => {
  const representation = { __typename: 'Dog', id: 1 };
  const rewrite = { kind: 'ValueSetter' as const, path: ['... on Dog', '__typename'], setValueTo: 'Pet' };
  applyRewrites([rewrite], representation, types);
  expect(representation).toEqual({ __typename: 'Pet', id: 1 });
});
