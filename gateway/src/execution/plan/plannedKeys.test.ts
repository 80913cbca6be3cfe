import { type FieldNode, parse, print, stripIgnoredCharacters } from 'graphql';
import { documentOf, operationParts } from '../../supergraph/operationParts';
import { plannedKeys, withPlannedKeys } from './plannedKeys';

const reserved = new Set(['id', '__typename', 'constructor']);
function planned(text: string) {
  const parts = operationParts(parse(text), undefined);
  const keys = plannedKeys(parts, reserved);
  const nodes = parts.operation.selectionSet.selections as readonly FieldNode[];
  return { keys, nodes, text: stripIgnoredCharacters(print(documentOf(withPlannedKeys(parts, keys)))) };
}

describe('the key under which a field is fetched', () => {
  it.each(['{id}', '{name}', '{label:name}', '{toString:name}', '{__proto__:name}'])(
    'is the client’s own in %s',
    (text) => {
      expect(planned(text).text).toBe(text);
    },
  );

  it.each([
    ['{id:name}', '{name__as_0:name}'],
    ['{__typename:id}', '{id__as_0:id}'],
    ['{constructor:name}', '{name__as_0:name}'],
    ['{id:__typename}', '{typename__as_0:__typename}'],
    ['{id(of:1)}', '{id__as_0:id(of:1)}'],
  ])('is another where the client took that of a field which plans fetch: %s', (text, expected) => {
    expect(planned(text).text).toBe(expected);
  });

  it('is the same for the same field, in whatever order its arguments are', () => {
    expect(planned('{id:a(x:1,y:2) id:a(y:2,x:1)}').text).toBe('{a__as_0:a(x:1 y:2)a__as_0:a(y:2 x:1)}');
  });

  it('is taken in fragments, too', () => {
    expect(planned('{...F} fragment F on Query{id:name}').text).toContain('name__as_0:name');
  });

  it('is told to the client as its own', () => {
    const { keys, nodes } = planned('{id:pets{name}}');
    const [node] = nodes;
    expect(node && keys.of(node)).toBe('pets__as_0');
    expect(keys.clientPlace(['pets__as_0', 0, 'name'])).toEqual(['id', 0, 'name']);
  });
});
