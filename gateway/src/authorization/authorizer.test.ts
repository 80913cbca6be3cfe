import { composeServices } from '@apollo/composition';
import type { Viewer } from '@marquee/shared/auth';
import { parse, print, validate } from 'graphql';
import { Faults } from '../execution/answer/faults';
import { shapeGathered } from '../execution/shape/shapeGathered';
import { buildSnapshot } from '../supergraph/buildSnapshot';

const typeDefs = parse(`
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@authenticated", "@policy", { name: "@requiresScopes", as: "@needs" }]
  )
  type Query {
    open: String
    book(id: ID): Book
    books: [Book!]!
    shelf: [Item]
    named: Named
    vault: Vault
    guarded: String @authenticated
    mustHave: String! @authenticated
    code: SecretCode
    level: SecretLevel
    both: Vault @needs(scopes: [["door"]])
    ruled: String @policy(policies: [["curator"]])
    either: String @needs(scopes: [["a", "b"], ["c"]])
  }
  type Mutation { buy(id: ID): Book, burn(id: ID): Book @needs(scopes: [["book:burn"]]) }
  interface Named { name: String, note: String }
  type Book implements Named @key(fields: "id") {
    id: ID, name: String, note: String, price: Int @authenticated, cost: Int! @needs(scopes: [["book:cost"]]), next: Book
  }
  type Film implements Named @key(fields: "id") { id: ID, name: String, note: String @authenticated }
  type Vault @authenticated { gold: Int, key: String @needs(scopes: [["vault:key"]]) }
  union Item = Book | Film | Vault
  scalar SecretCode @authenticated
  enum SecretLevel @needs(scopes: [["level"]]) { HIGH LOW }
`);
const { supergraphSdl = '', errors } = composeServices([{ name: 'library', url: 'http://library.invalid', typeDefs }]);
const snapshot = buildSnapshot(supergraphSdl);

/** As older compositions wrote it: they did not carry a type's requirements over to its interfaces. */
const olderSnapshot = buildSnapshot(
  supergraphSdl.replace(/interface Named[^}]*}/, (named) => named.replaceAll(' @authenticated', '')),
);

const viewerWith = (...scopes: string[]): Viewer => ({ userId: 'u', role: 'USER', scopes, sessionId: 's' });

function authorize(query: string, viewer: Viewer | null, data: Record<string, unknown> | null, variables = {}) {
  const document = parse(query);
  expect(validate(snapshot.apiSchema, document)).toEqual([]);
  const { granted, parts, clientPlace, programFor, refusals } = snapshot.authorize(document, undefined, viewer);
  const gathered = { data: data ?? {}, faults: new Faults(), unknownEntities: new Set<never>() };
  const shaped = shapeGathered(programFor(variables, snapshot.drawOverrides()).shape, gathered, {
    schema: snapshot.apiSchema,
    parts,
    variables,
    clientPlace,
  });
  return {
    fetched: granted && print(granted.operation).replaceAll(/\s+/g, ' '),
    data: shaped.data,
    errors: refusals(shaped.data, variables).map(
      ({ path, extensions }) => `${path?.join('.')} ${String(extensions.code)}`,
    ),
  };
}

it('composes the library', () => expect(errors).toBeUndefined());

describe('a refused field', () => {
  it('is not fetched, and is null beside the rest of the answer', () => {
    expect(authorize('{ open guarded }', null, { open: 'yes' })).toEqual({
      fetched: '{ open }',
      data: { open: 'yes', guarded: null },
      errors: ['guarded UNAUTHENTICATED'],
    });
  });

  it('is forbidden, not unauthenticated, to someone signed in', () => {
    expect(authorize('{ open either }', viewerWith('a'), { open: 'yes' }).errors).toEqual(['either FORBIDDEN']);
  });

  it.each([[['a', 'b']], [['c']]])('is granted to scopes %j', (scopes) => {
    expect(authorize('{ either }', viewerWith(...scopes), { either: 'x' })).toEqual({
      fetched: '{ either }',
      data: { either: 'x' },
      errors: [],
    });
  });

  it('leaves nothing to fetch when it was all there was', () => {
    expect(authorize('{ guarded a: book { price } }', null, {})).toEqual({
      fetched: null,
      data: { guarded: null, a: null },
      errors: ['guarded UNAUTHENTICATED', 'a.price UNAUTHENTICATED'],
    });
  });

  it('is found behind aliases and fragments, once for each place', () => {
    const query = '{ x: book { ...B } y: book { id ... { p: price } } } fragment B on Book { id p: price }';
    const { fetched, data, errors: found } = authorize(query, null, { x: { id: '1' }, y: { id: '2' } });
    expect(fetched).toBe('{ x: book { ...B } y: book { id } }');
    expect(data).toEqual({ x: { id: '1', p: null }, y: { id: '2', p: null } });
    expect(found).toEqual(['x.p UNAUTHENTICATED', 'y.p UNAUTHENTICATED']);
  });

  it('says in a list where it first stands', () => {
    const { data, errors: found } = authorize('{ books { id price } }', null, { books: [{ id: '1' }, { id: '2' }] });
    expect(data).toEqual({
      books: [
        { id: '1', price: null },
        { id: '2', price: null },
      ],
    });
    expect(found).toEqual(['books.0.price UNAUTHENTICATED']);
  });

  it('takes its parent with it when the schema forbids null', () => {
    expect(authorize('{ open mustHave }', null, { open: 'yes' }).data).toBeNull();
    expect(authorize('{ open book { id cost } }', viewerWith(), { open: 'yes', book: { id: '1' } }).data).toEqual({
      open: 'yes',
      book: null,
    });
  });

  it('does not count where a variable skips it', () => {
    const query = 'query ($on: Boolean = false) { open guarded @include(if: $on) }';
    expect(authorize(query, null, { open: 'yes' }, { on: false })).toMatchObject({ data: { open: 'yes' }, errors: [] });
    expect(authorize(query, null, { open: 'yes' }, { on: true })).toMatchObject({
      data: { open: 'yes', guarded: null },
      errors: ['guarded UNAUTHENTICATED'],
    });
  });

  it('takes along the variables that only it used', () => {
    const query = 'query ($id: ID, $on: Boolean!) { open guarded @skip(if: $on) book(id: $id) { id } }';
    expect(authorize(query, null, {}, { on: true }).fetched).toBe('query ($id: ID) { open book(id: $id) { id } }');
  });

  it('keeps the order in which the client asked', () => {
    const { data } = authorize('{ guarded open book { price id } }', null, { open: 'yes', book: { id: '1' } });
    expect(JSON.stringify(data)).toBe('{"guarded":null,"open":"yes","book":{"price":null,"id":"1"}}');
  });
});

describe('requirements of a type', () => {
  it('hold for every field that returns it', () => {
    expect(authorize('{ open vault { gold } code level }', null, { open: 'yes' })).toMatchObject({
      fetched: '{ open }',
      errors: ['vault UNAUTHENTICATED', 'code UNAUTHENTICATED', 'level UNAUTHENTICATED'],
    });
  });

  it('combine with those of the field', () => {
    const query = '{ both { gold key } }';
    expect(authorize(query, null, {}).errors).toEqual(['both UNAUTHENTICATED']);
    expect(authorize(query, viewerWith('vault:key'), {}).errors).toEqual(['both FORBIDDEN']);
    expect(authorize(query, viewerWith('door'), { both: { gold: 1 } })).toMatchObject({
      fetched: '{ both { gold } }',
      data: { both: { gold: 1, key: null } },
      errors: ['both.key FORBIDDEN'],
    });
    expect(authorize(query, viewerWith('door', 'vault:key'), {}).fetched).toBe('{ both { gold key } }');
  });

  it('hold for a member of a union, whose name is still told', () => {
    const query = '{ shelf { __typename ... on Vault { gold } ... on Book { id } } }';
    const {
      fetched,
      data,
      errors: found,
    } = authorize(query, null, {
      shelf: [{ __typename: 'Vault' }, { __typename: 'Book', id: '1' }, null],
    });
    expect(fetched).toBe('{ shelf { __typename ... on Book { id } __typename } }');
    expect(data).toEqual({ shelf: [{ __typename: 'Vault', gold: null }, { __typename: 'Book', id: '1' }, null] });
    expect(found).toEqual(['shelf.0.gold UNAUTHENTICATED']);
  });
});

describe('a field of an interface', () => {
  it('is refused when any type behind it asks for more', () => {
    expect(authorize('{ open named { name note } }', null, { open: 'yes', named: null })).toMatchObject({
      fetched: '{ open named { name __typename } }',
      errors: ['named.note UNAUTHENTICATED'],
    });
  });

  it('is so too when the supergraph does not say it on the interface', () => {
    const { granted } = olderSnapshot.authorize(parse('{ named { name note } }'), undefined, null);
    expect(print(granted?.operation ?? parse('{ nothing }'))).not.toContain('note');
  });

  it('is granted on a type that asks for nothing', () => {
    const { fetched } = authorize('{ named { ... on Book { note } ... on Film { note } } }', null, {});
    expect(fetched).toBe('{ named { ... on Book { note } __typename } }');
  });
});

describe('a policy', () => {
  it('is a scope of the same name', () => {
    expect(authorize('{ ruled }', viewerWith(), {}).errors).toEqual(['ruled FORBIDDEN']);
    expect(authorize('{ ruled }', viewerWith('curator'), {}).errors).toEqual([]);
  });
});

describe('a mutation', () => {
  it('still runs when only something inside its result is refused', () => {
    expect(authorize('mutation { buy { price } }', null, { buy: {} })).toEqual({
      fetched: 'mutation { buy { __typename } }',
      data: { buy: { price: null } },
      errors: ['buy.price UNAUTHENTICATED'],
    });
  });

  it('is not run when it is refused itself', () => {
    expect(authorize('mutation { burn { id } }', viewerWith(), {})).toEqual({
      fetched: null,
      data: { burn: null },
      errors: ['burn FORBIDDEN'],
    });
  });
});

describe('the decision', () => {
  it('is made for each viewer anew, whoever asked before with the same document', () => {
    const document = parse('{ guarded }');
    const asked = (viewer: Viewer | null) => snapshot.authorize(document, undefined, viewer).granted !== null;
    expect([asked(viewerWith()), asked(null), asked(viewerWith())]).toEqual([true, false, true]);
  });
});
