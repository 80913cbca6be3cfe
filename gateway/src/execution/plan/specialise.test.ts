import { parse, print, stripIgnoredCharacters } from 'graphql';
import { documentOf, operationParts } from '../../supergraph/operationParts';
import { conditionVariables } from './conditions';
import { specialise } from './specialise';

const partsOf = (text: string) => operationParts(parse(text), undefined);
const left = (text: string, variables = {}) => {
  const parts = specialise(partsOf(text), variables);
  return parts && stripIgnoredCharacters(print(documentOf(parts)));
};

describe('an operation for the values of its conditions', () => {
  const text = 'query($a:Boolean!){x @skip(if:$a) y @include(if:$a){z}}';

  it('has what they leave, without the conditions', () => {
    expect(left(text, { a: true })).toBe('query($a:Boolean!){y{z}}');
    expect(left(text, { a: false })).toBe('query($a:Boolean!){x}');
  });

  it('keeps other directives', () => {
    expect(left('{x @trace @include(if:true)}')).toBe('{x@trace}');
  });

  it('asks of an object of which all is skipped whether it is there', () => {
    expect(left('{x{y @skip(if:true)}}')).toBe('{x{__typename}}');
  });

  it.each([
    ['fields', '{x @skip(if:true)}'],
    ['fragments', '{...F} fragment F on Query{x @skip(if:true)}'],
    ['inline fragments', '{...@include(if:false){x}}'],
  ])('is nothing where all its %s are left out', (_what, all) => {
    expect(left(all)).toBeNull();
  });

  it('has no fragment that is empty or that nobody spreads any more', () => {
    const fragments = 'fragment F on Query{a @skip(if:true)} fragment G on Query{b}';
    expect(left(`{x ...F ...G @skip(if:true)} ${fragments}`)).toBe('{x}');
  });

  it.each(['__proto__', 'constructor'])('may have a fragment called %s', (name) => {
    expect(left(`{...${name}} fragment ${name} on Query{x}`)).toBe(`{...${name}}fragment ${name} on Query{x}`);
  });
});

describe('the variables that decide what an operation answers', () => {
  it('are those of its conditions, in fragments too, and each once', () => {
    const text = `query($a:Boolean!,$b:Boolean!,$c:Boolean!){x(on:$c) @skip(if:$a) ...F}
      fragment F on Query{y @include(if:$b) z @include(if:$a) w @skip(if:true) v @trace(if:$c)}`;
    expect([...conditionVariables(partsOf(text))].sort()).toEqual(['a', 'b']);
  });
});
