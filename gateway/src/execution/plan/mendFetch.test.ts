import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, OperationTypeNode, type StringValueNode } from 'graphql';
import type { PlanMends } from '../../supergraph/planning/planningSupergraph';
import { mendFetch } from './mendFetch';

const text = (value: string): StringValueNode => ({ kind: Kind.STRING, value });
const price = (currency: string) => ({
  name: 'price',
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'in' }, value: text(currency) }] as const,
});
const pins: Record<string, ReturnType<typeof price>> = { price__with_0: price('EUR'), price__with_1: price('USD') };

const mends: PlanMends = {
  findPinned: (name) => pins[name],
  requiredBy: (_subgraph, _type, field) =>
    ({ euros: ['price__with_0'], alsoEuros: ['price__with_0'], dollars: ['price__with_1'] })[field] ?? [],
  isForeign: (subgraph, type) => subgraph === 'paper' && type === 'Reel',
};

function fetch(operation: string, more: Partial<FetchNode> = {}): FetchNode {
  return {
    kind: 'Fetch',
    serviceName: 'paper',
    operation,
    operationName: undefined,
    operationKind: OperationTypeNode.QUERY,
    ...more,
  };
}

const operations = (node: FetchNode): string[] => mendFetch(node, mends).map(({ operation }) => operation);
const field = (name: string): QueryPlanSelectionNode => ({ kind: 'Field', name });
const ofGood = (...names: string[]): QueryPlanSelectionNode[] => [
  { kind: 'InlineFragment', typeCondition: 'Good', selections: names.map(field) },
];
const entities = (fields: string) =>
  `query($representations:[_Any!]!){_entities(representations:$representations){...on Good{${fields}}}}`;

describe('a fetch of a plan', () => {
  it('is left as it is where nothing was changed for the planner', () => {
    expect(operations(fetch('{a b{c}}'))).toEqual(['{a b{c}}']);
  });

  it('asks for a pinned field by its own name and arguments, under the name that the plan knows', () => {
    expect(operations(fetch('{goods{price__with_0}}'))).toEqual(['{goods{price__with_0:price(in:"EUR")}}']);
  });

  it('asks nothing about a type that the subgraph does not know', () => {
    expect(operations(fetch('{items{__typename ...on Book{id}...on Reel{id}}}'))).toEqual([
      '{items{__typename ...on Book{id}}}',
    ]);
    expect(operations(fetch('{items{...on Reel{id}}}'))).toEqual(['{items{__typename}}']);
  });

  it('is one where all its fields require the same', () => {
    const node = fetch(entities('euros alsoEuros'), { requires: ofGood('__typename', 'id', 'price__with_0') });
    expect(operations(node)).toEqual([entities('euros alsoEuros')]);
  });

  it('is split where two fields require one field with different arguments', () => {
    const requires = ofGood('__typename', 'id', 'price__with_0', 'price__with_1');
    const parts = mendFetch(fetch(entities('plain euros dollars alsoEuros'), { requires }), mends);
    expect(parts.map(({ operation }) => operation.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringContaining('plain euros alsoEuros'),
      expect.stringContaining('dollars'),
    ]);
    expect(parts.map((part) => part.requires)).toEqual([
      ofGood('__typename', 'id', 'price__with_0'),
      ofGood('__typename', 'id', 'price__with_1'),
    ]);
  });
});
