import { OperationTypeNode } from 'graphql';
import { fetchText } from './plan/fetchText';
import { SubgraphOperation } from './subgraphOperation';

const query = 'query Q($id:ID!){a:pet(id:$id){name}...F}fragment F on Query{shop __proto__:shop}';
const text = fetchText(query, 'Q', OperationTypeNode.QUERY);

describe('a request to a subgraph', () => {
  it.each([{}, { id: 'é"\n', list: [0, null, false] }])('is JSON with the variables %j', (variables) => {
    expect(JSON.parse(new SubgraphOperation(text, variables).body)).toEqual({ query, operationName: 'Q', variables });
  });

  it('has no name where the operation has none', () => {
    const { body } = new SubgraphOperation(fetchText('{a}', undefined, OperationTypeNode.QUERY), {});
    expect(JSON.parse(body)).toEqual({ query: '{a}', variables: {} });
  });

  it('may be shared where it is a query, and need not be newer than others', () => {
    const mutation = fetchText('mutation{a}', undefined, OperationTypeNode.MUTATION);
    expect(new SubgraphOperation(text, {}).mayBeShared).toBe(true);
    expect(new SubgraphOperation(text, {}, true).mayBeShared).toBe(false);
    expect(new SubgraphOperation(mutation, {})).toMatchObject({ mayBeShared: false, isMutation: true });
  });

  it('is answered under its root keys, which are none for entities', () => {
    expect(text.rootKeys).toEqual(['a', 'shop', '__proto__']);
    const entities = fetchText('query{_entities(representations:[]){...on A{b}}}', undefined, OperationTypeNode.QUERY);
    expect(entities.rootKeys).toEqual([]);
  });
});
