import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { compileRepresentations } from './representations';
import { createTypeFacts } from './typeFacts';

const types = createTypeFacts(
  buildSchema(
    'type Query { a: Item } interface Item { id: ID } type Book implements Item { id: ID } type Toy { id: ID }',
  ),
);
const field = (name: string, selections?: QueryPlanSelectionNode[]) =>
  ({ kind: 'Field', name, ...(selections && { selections }) }) as QueryPlanSelectionNode;
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]) =>
  ({ kind: 'InlineFragment', typeCondition, selections }) as QueryPlanSelectionNode;
const byId = compileRepresentations([on('Item', field('__typename'), field('id'))], [], types);

describe('a representation', () => {
  it('has what is required, and nothing else', () => {
    expect(byId.of({ __typename: 'Book', id: 1, title: 'Emma' })).toEqual({ __typename: 'Book', id: 1 });
  });

  it('cannot be made of an object of another type, or that lacks a field', () => {
    expect(byId.keyOf({ __typename: 'Toy', id: 1 })).toBeNull();
    expect(byId.keyOf({ __typename: 'Book' })).toBeNull();
  });

  it.each([0, false, '', null])('may hold %p', (id) => {
    expect(byId.keyOf({ __typename: 'Book', id })).not.toBeNull();
  });

  it('holds nested fields, lists and nulls among them', () => {
    const nested = compileRepresentations([on('Book', field('__typename'), field('parts', [field('n')]))], [], types);
    const parts = [{ n: 0, extra: 1 }, null];
    expect(nested.of({ __typename: 'Book', parts })).toEqual({ __typename: 'Book', parts: [{ n: 0 }, null] });
  });

  it('is called as the subgraph calls it', () => {
    const renamed = compileRepresentations(
      [on('Book', field('__typename'), field('price__with_0'))],
      [],
      types,
      (name) => name.replace(/__with_\d+$/, ''),
    );
    expect(renamed.of({ __typename: 'Book', price__with_0: 3 })).toEqual({ __typename: 'Book', price: 3 });
  });

  it.each(['__proto__', 'constructor'])('may require %s, which not every object has', (name) => {
    const hostile = compileRepresentations([on('Book', field('__typename'), field(name))], [], types);
    expect(hostile.keyOf({ __typename: 'Book' })).toBeNull();
    const object = JSON.parse(`{"__typename":"Book","${name}":1}`);
    expect(JSON.stringify(hostile.of(object))).toBe(JSON.stringify(object));
  });
});

describe('the key of a representation', () => {
  const two = compileRepresentations([on('Book', field('__typename'), field('a'), field('b'))], [], types);
  const keyOf = (a: unknown, b: unknown) => two.keyOf({ __typename: 'Book', a, b });

  it('is equal for equal ones', () => {
    expect(keyOf('x', 1)).toBe(keyOf('x', 1));
  });

  it.each([
    [
      ['1', 'x'],
      [1, 'x'],
    ],
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [
      ['1:a', ''],
      ['1', ':a'],
    ],
    [
      [null, 1],
      ['null', 1],
    ],
    [
      [true, 1],
      ['true', 1],
    ],
  ])('tells %j from %j', ([a, b], [c, d]) => {
    expect(keyOf(a, b)).not.toBe(keyOf(c, d));
  });
});

describe('whether an object is nothing but its representation', () => {
  it('is so without other fields only', () => {
    expect(byId.isAll({ __typename: 'Book', id: 1 })).toBe(true);
    expect(byId.isAll({ __typename: 'Book', id: 1, title: 'Emma' })).toBe(false);
  });

  // It counts the fields of both, of which one object need not have all, and the type twice.
  it('is not so with another field in place of one that only another key needs', () => {
    const either = compileRepresentations(
      [on('Book', field('__typename'), field('id')), on('Book', field('__typename'), field('isbn'))],
      [],
      types,
    );
    expect(either.isAll({ __typename: 'Book', id: 1, title: 'Emma' })).toBe(false);
  });
});
