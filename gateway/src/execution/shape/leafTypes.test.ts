import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import { leafCheck } from './leafTypes';

const anEnum = new GraphQLEnumType({ name: 'Size', values: { SMALL: {}, constructor: {} } });

describe('a value of a subgraph', () => {
  it.each([
    [GraphQLInt, [0, -(2 ** 31), 2 ** 31 - 1]],
    [GraphQLFloat, [0, 1.5, -7]],
    [GraphQLString, ['', 'a']],
    [GraphQLBoolean, [false, true]],
    [GraphQLID, ['', 'a', 7]],
    [anEnum, ['SMALL', 'constructor']],
    [new GraphQLScalarType({ name: 'Any' }), [0, '', [], {}]],
  ])('may be of type %s', (type, values) => {
    expect(values.map(leafCheck(type))).toEqual(values.map(() => true));
  });

  it.each([
    [GraphQLInt, [1.5, 2 ** 31, '7', true]],
    [GraphQLFloat, ['1.5', false]],
    [GraphQLString, [0, false, {}]],
    [GraphQLBoolean, [0, 'true']],
    [GraphQLID, [1.5, true, {}]],
    [anEnum, ['LARGE', 'toString', 0]],
  ])('is not always of type %s', (type, values) => {
    expect(values.map(leafCheck(type))).toEqual(values.map(() => false));
  });
});
