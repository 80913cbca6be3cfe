import { buildSchema, parse } from 'graphql';
import { operationParts } from '../../supergraph/operationParts';
import { Faults } from '../answer/faults';
import type { AnswerObject } from '../answer/ownValue';
import { plannedKeys } from '../plan/plannedKeys';
import { createTypeFacts } from '../plan/typeFacts';
import { compileShape } from './compileShape';
import { shapeGathered } from './shapeGathered';

/** What subgraphs know; clients do not see `Draft`, nor the state SECRET. */
const known = `
  type Query { item: Item items: [Item!] matrix: [[Int!]] sure: Book! sures: [Book!]! book(id: ID): Book count: Int }
  interface Item { id: ID title: String! state: State }
  type Book implements Item { id: ID title: String! state: State pages: Int next: Book }
  type Film implements Item { id: ID title: String! state: State minutes: Float }`;
const supergraph = buildSchema(`${known}
  type Draft implements Item { id: ID title: String! state: State }
  enum State { NEW OLD SECRET }`);
const schema = buildSchema(`${known} enum State { NEW OLD }`);
const types = createTypeFacts(supergraph);

interface Given {
  readonly variables?: Record<string, unknown>;
  readonly faults?: Faults;
  readonly unknown?: readonly AnswerObject[];
  readonly reserved?: readonly string[];
}

function shape(query: string, data: AnswerObject, given: Given = {}) {
  const { variables = {}, faults = new Faults(), unknown = [], reserved = [] } = given;
  const parts = operationParts(parse(query), undefined);
  const keys = plannedKeys(parts, new Set(reserved));
  const program = compileShape({ schema, parts, refused: new Set(), conditions: variables, types, keys });
  const gathered = { data, faults, unknownEntities: new Set(unknown) };
  const shaped = shapeGathered(program, gathered, { schema, parts, variables, clientPlace: keys.clientPlace });
  return { data: shaped.data, errors: shaped.errors.map(({ path, message }) => `${path?.join('.')}: ${message}`) };
}

describe('the shape of an answer', () => {
  it('has what was asked for, in the order in which it was', () => {
    const item = { __typename: 'Book', pages: 3, title: 'Emma', id: 'b1', extra: true };
    const { data, errors } = shape('{ item { title ... on Book { pages } id } count }', { count: 0, item });
    expect(JSON.stringify(data)).toBe('{"item":{"title":"Emma","pages":3,"id":"b1"},"count":0}');
    expect(errors).toEqual([]);
  });

  it('has of each object what is asked of its type', () => {
    const items = [
      { __typename: 'Book', title: 'Emma', pages: 3 },
      { __typename: 'Film', title: 'Dune', minutes: 1.5 },
    ];
    const query =
      '{ items { ...Named ... on Film { minutes } ... on Book { pages } } } fragment Named on Item { title }';
    expect(shape(query, { items }).data).toEqual({
      items: [
        { title: 'Emma', pages: 3 },
        { title: 'Dune', minutes: 1.5 },
      ],
    });
  });

  it('names types, under any alias', () => {
    const { data } = shape('{ __typename item { kind: __typename } }', { item: { __typename: 'Film' } });
    expect(data).toEqual({ __typename: 'Query', item: { kind: 'Film' } });
  });

  it('gives a field two names when it has two', () => {
    expect(shape('{ a: count b: count }', { a: 1, b: 2 }).data).toEqual({ a: 1, b: 2 });
  });

  it('finds what was fetched under another key', () => {
    const answer = shape('{ book(id: 1) { id: title } }', { book: { title__as_0: 'Emma' } }, { reserved: ['id'] });
    expect(answer).toEqual({ data: { book: { id: 'Emma' } }, errors: [] });
  });

  it.each(['constructor', 'toString', '__proto__'])('may have a field called %s', (name) => {
    const data = JSON.parse(`{"${name}": 5}`) as AnswerObject;
    expect(JSON.stringify(shape(`{ ${name}: count }`, data).data)).toBe(`{"${name}":5}`);
    expect(JSON.stringify(shape(`{ ${name}: count }`, {}).data)).toBe(`{"${name}":null}`);
  });

  it('leaves out what the variables leave out', () => {
    const query = 'query ($no: Boolean!) { count item @include(if: $no) { title } }';
    expect(shape(query, { count: 1, item: null }, { variables: { no: false } }).data).toEqual({ count: 1 });
  });

  it('tells an id as a text', () => {
    expect(shape('{ item { id } }', { item: { __typename: 'Book', id: 7 } }).data).toEqual({ item: { id: '7' } });
  });

  it('answers what the gateway knows by itself', () => {
    const { data } = shape(
      'query ($name: String!) { __type(name: $name) { name } }',
      {},
      { variables: { name: 'Book' } },
    );
    expect(data).toEqual({ __type: { name: 'Book' } });
  });
});

describe('a value that the schema does not allow', () => {
  it.each<[string, string, AnswerObject, unknown, string[]]>([
    ['a text for a number', '{ count }', { count: 'five' }, { count: null }, ['count: Query.count is no Int.']],
    ['a number too large', '{ count }', { count: 2 ** 31 }, { count: null }, ['count: Query.count is no Int.']],
    ['an object for a list', '{ items { id } }', { items: {} }, { items: null }, ['items: Query.items is no list.']],
    ['a list for an object', '{ item { id } }', { item: [] }, { item: null }, ['item: Query.item is no object.']],
    [
      'a type that it cannot be of',
      '{ item { id } }',
      { item: { __typename: 'Query' } },
      { item: null },
      ['item: Query.item is of a type that it cannot be of.'],
    ],
    [
      'a value that the enum lacks',
      '{ item { state } }',
      { item: { __typename: 'Book', state: 'TORN' } },
      { item: { state: null } },
      ['item.state: Book.state is no State.'],
    ],
  ])('is null with an error: %s', (_what, query, data, expected, errors) => {
    expect(shape(query, data)).toEqual({ data: expected, errors });
  });

  it.each<[string, AnswerObject, unknown]>([
    ['an enum value', { item: { __typename: 'Book', state: 'SECRET' } }, { item: { state: null } }],
    ['a type', { item: { __typename: 'Draft', state: 'NEW' } }, { item: null }],
  ])('is null without a word where %s is kept from clients', (_what, data, expected) => {
    expect(shape('{ item { state } }', data)).toEqual({ data: expected, errors: [] });
  });
});

describe('a null where none may be', () => {
  const missing = (coordinate: string) => `${coordinate} is missing, and may not be null.`;

  it('takes the object that holds it', () => {
    const answer = shape('{ count item { title } }', { count: 1, item: { __typename: 'Book', title: null } });
    expect(answer).toEqual({ data: { count: 1, item: null }, errors: [`item.title: ${missing('Book.title')}`] });
  });

  it('takes the list, when its elements may not be null', () => {
    const items = [{ __typename: 'Book', title: 'Emma' }, { __typename: 'Film' }];
    expect(shape('{ items { title } }', { items })).toEqual({
      data: { items: null },
      errors: [`items.1.title: ${missing('Film.title')}`],
    });
    expect(shape('{ matrix }', { matrix: [[1], [null]] })).toEqual({
      data: { matrix: [[1], null] },
      errors: [`matrix.1.0: ${missing('Query.matrix')}`],
    });
  });

  it('takes all there is, up to the top', () => {
    expect(shape('{ count sure { id } }', { count: 1 })).toEqual({
      data: null,
      errors: [`sure: ${missing('Query.sure')}`],
    });
  });

  it('needs no second error where one says why', () => {
    const faults = new Faults();
    faults.add('books', { message: 'No luck', extensions: { code: 'NOT_FOUND' } }, [['item', 'title']]);
    const answer = shape('{ item { title } }', { item: { __typename: 'Book', title: null } }, { faults });
    expect(answer).toEqual({ data: { item: null }, errors: ['item.title: No luck'] });
  });

  it('needs none in what its owner does not know, but for who must have it', () => {
    const unknown = { __typename: 'Book', id: 'b9' };
    expect(shape('{ item { title } }', { item: unknown }, { unknown: [unknown] })).toEqual({
      data: { item: null },
      errors: [],
    });
    expect(shape('{ sure { title } }', { sure: unknown }, { unknown: [unknown] }).errors).toEqual([
      `sure: ${missing('Query.sure')}`,
    ]);
  });

  it('is told at each of its places, where one object stands in several', () => {
    const torn = { __typename: 'Book', title: null };
    const sures = ['1', '2'].map((id) => ({ __typename: 'Book', id, next: torn }));
    expect(shape('{ sures { id next { title } } }', { sures })).toEqual({
      data: { sures: sures.map(({ id }) => ({ id, next: null })) },
      errors: [0, 1].map((nth) => `sures.${nth}.next.title: ${missing('Book.title')}`),
    });
  });

  it('is told twenty times at most', () => {
    const items = Array.from({ length: 50 }, () => ({ __typename: 'Book', id: '1', next: { __typename: 'Book' } }));
    const { data, errors } = shape('{ items { ... on Book { next { title } } } }', { items });
    expect(data).toEqual({ items: items.map(() => ({ next: null })) });
    expect(errors.length).toBeLessThanOrEqual(20);
  });
});
