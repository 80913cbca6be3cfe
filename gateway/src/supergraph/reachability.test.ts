import { buildSchema, OperationTypeNode, parse } from 'graphql';
import type { CompiledPlan, FetchStep } from '../execution/plan/compiledPlan';
import { fetchText } from '../execution/plan/fetchText';
import { createTypeFacts } from '../execution/plan/typeFacts';
import { operationParts } from './operationParts';
import { assertReachesAll } from './reachability';

function planOf(...queries: string[]): CompiledPlan {
  const step = (query: string): FetchStep => ({
    subgraph: 'one',
    text: fetchText(query, undefined, OperationTypeNode.QUERY),
    variableNames: [],
    targets: [{ path: [], mayRepeat: false, representations: null, landings: { children: new Map() } }],
    outputRewrites: [],
    contextRewrites: [],
    isPlaceBound: false,
  });
  return {
    schedule: queries.map((query) => ({ step: step(query), after: [] })),
    primary: null,
    types: createTypeFacts(buildSchema('type Query { a: Int }')),
  };
}

const check =
  (operation: string, ...queries: string[]) =>
  () =>
    assertReachesAll(operationParts(parse(operation), undefined), planOf(...queries));

describe('a plan', () => {
  it('may leave to the gateway what it knows by itself', () => {
    expect(check('{ __typename __schema { types { name } } }')).not.toThrow();
  });

  it('must fetch each root field, under the client’s name, wherever it was written', () => {
    expect(check('{ x: a ...More ... { c } } fragment More on Query { b }', '{x:a b}', '{c}')).not.toThrow();
  });

  it('that leaves one out is an error, which names it', () => {
    expect(check('{ a b }', '{a}')).toThrow('No subgraph can answer "b" as it is asked.');
    expect(check('{ a }')).toThrow('No subgraph can answer "a" as it is asked.');
  });
});
