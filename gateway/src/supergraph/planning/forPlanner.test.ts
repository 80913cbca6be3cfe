import { parse, print, stripIgnoredCharacters } from 'graphql';
import { documentOf, operationParts } from '../operationParts';
import { forPlanner } from './forPlanner';

const written = (text: string) =>
  stripIgnoredCharacters(print(documentOf(forPlanner(operationParts(parse(text), undefined)))));

describe('an operation as the planner gets it', () => {
  it('has the fields of a mutation in their order, with no fragment at the root', () => {
    const text =
      'mutation{a ...F ...on Mutation{d}} fragment F on Mutation{b ...G} fragment G on Mutation{c{...H}} fragment H on X{x}';
    expect(written(text)).toBe('mutation{a b c{...H}d}fragment H on X{x}');
  });

  it('is a query as it was', () => {
    const text = '{a ...F}fragment F on Query{b}';
    expect(written(text)).toBe(text);
  });
});
