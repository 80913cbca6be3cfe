import { parse, print, stripIgnoredCharacters } from 'graphql';
import { withoutUselessKeys } from './resolvableKeys';

const left = (keys: string) => {
  const text = print(withoutUselessKeys(parse(`type Pet ${keys} { id: ID }`)));
  return [...stripIgnoredCharacters(text).matchAll(/@join__type\(([^)]*)\)/g)].map(([, args]) => args);
};

describe('the keys of a type in one subgraph', () => {
  it('are only those that it answers to, where there is one', () => {
    const keys = '@join__type(graph: A, key: "id", resolvable: false) @join__type(graph: A, key: "sku")';
    expect(left(keys)).toEqual(['graph:A key:"sku"']);
  });

  it('stay where it answers to none, though another subgraph does', () => {
    const keys = '@join__type(graph: A, key: "id", resolvable: false) @join__type(graph: B, key: "id")';
    expect(left(keys)).toHaveLength(2);
  });

  it('stay where it has the type without any', () => {
    expect(left('@join__type(graph: A) @join__type(graph: B, key: "id")')).toHaveLength(2);
  });
});
