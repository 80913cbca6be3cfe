import { buildSchema, parse, print, stripIgnoredCharacters, validate } from 'graphql';
import { readExecutableDirectives } from './executableDirectives';

const apiSchema = buildSchema('type Query { a: Int }');
const supergraph = parse(`
  directive @trace(level: Int = 1, tag: String) on FIELD | FIELD_DEFINITION
  directive @internal on FIELD_DEFINITION
  directive @hidden(of: Secret) on FIELD
  directive @skip(if: Boolean!) on FIELD
  scalar Secret
  type Query { a: Int }
`);
const directives = readExecutableDirectives(supergraph, apiSchema);

describe('a directive that subgraphs composed', () => {
  const schema = directives.addTo(apiSchema);

  it('may be written into operations, where it is for them', () => {
    expect(validate(schema, parse('{ a @trace(level: 2) }'))).toEqual([]);
    expect(schema.getDirective('trace')?.locations).toEqual(['FIELD']);
  });

  it.each([
    ['is for schemas alone', 'internal'],
    ['takes what clients do not know', 'hidden'],
  ])('is not known to clients where it %s', (_why, name) => {
    expect(schema.getDirective(name)).toBeUndefined();
  });

  it('says its defaults, which a subgraph may not have', () => {
    const said = (text: string) => stripIgnoredCharacters(print(directives.withDefaults(parse(text))));
    expect(said('{a@trace}')).toBe('{a@trace(level:1)}');
    expect(said('{a@trace(level:0)}')).toBe('{a@trace(level:0)}');
    expect(said('{a@skip(if:true)}')).toBe('{a@skip(if:true)}');
  });
});

it('a supergraph without any leaves schema and documents as they are', () => {
  const none = readExecutableDirectives(parse('type Query { a: Int }'), apiSchema);
  expect(none.addTo(apiSchema)).toBe(apiSchema);
});
