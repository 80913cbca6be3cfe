import { buildSchema, parse } from 'graphql';
import type { AccessRow } from './support/access/access';
import { checkAccessRows } from './support/access/accessRows';
import { checkTypeRows } from './support/access/checkTypeRows';
import { referencePaths, schemaPaths } from './support/access/schemaPaths';
import type { TypeRow } from './support/access/typeRows';

const sdl = `
  type Query { shop: Shop, letter(id: ID, code: String): Letter, letters(first: Int, filter: LetterFilter): LetterConnection }
  type Mutation { send(to: ID!, input: SendInput!): SendPayload, ping: SendPayload }
  type Subscription { letterCame(id: ID!, after: String): LetterEvent! }
  input LetterFilter { userId: ID, status: String }
  input SendInput { letterIds: [ID!], text: String, page: PageInput }
  input PageInput { pageId: ID }
  type Shop { id: ID!, name: String, letters(filter: LetterFilter): [Letter!] }
  type Letter { id: ID!, stamp: Stamp }
  type Stamp { price: Int }
  type LetterConnection { nodes: [Letter!]!, pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type SendPayload { letter: Letter }
  type LetterEvent { letter: Letter! }`;
const rows: Record<string, TypeRow> = {
  Shop: { kind: 'public' },
  Letter: { kind: 'owned' },
  Stamp: { kind: 'part', of: ['Letter'] },
  LetterConnection: { kind: 'page', of: 'Letter' },
  PageInfo: { kind: 'value' },
  SendPayload: { kind: 'answer' },
  LetterEvent: { kind: 'event' },
};
const paths = [
  'Query.shop',
  'Query.letter',
  'Query.letter(id:)',
  'Query.letter(code:)',
  'Query.letters',
  'Query.letters(filter.userId:)',
  'Query.letters(filter.status:)',
  'Shop.letters',
  'Shop.letters(filter.userId:)',
  'Shop.letters(filter.status:)',
  'Mutation.send(to:)',
  'Mutation.send(input.letterIds:)',
  'Mutation.send(input.page.pageId:)',
  'Mutation.ping',
  'Subscription.letterCame(id:)',
];

const typeProblems = (change: (sdl: string) => string, changed = rows, entities: readonly string[] = []) =>
  checkTypeRows(buildSchema(change(sdl)), changed, new Set(entities));
const covering = (covered: readonly string[]) => [{ paths: covered }] as unknown as readonly AccessRow[];

describe('the ways that a schema has to something', () => {
  it('are its root fields, nested fields, filters and ids in arguments', () => {
    expect(schemaPaths(buildSchema(sdl), rows)).toEqual(paths);
  });

  it('are the references of other subgraphs, by each key that is resolved', () => {
    const subgraph = parse(`type User @key(fields: "id") @key(fields: "email") { id: ID! }
      extend type Shop @key(fields: "id") { id: ID! } type Stamp { price: Int }
      interface Parcel @key(fields: "id") { id: ID! }
      type Coin @key(fields: "id", resolvable: false) { id: ID! }`);
    expect(referencePaths('post', subgraph)).toEqual([
      '_entities post.User(id)',
      '_entities post.User(email)',
      '_entities post.Shop(id)',
      '_entities post.Parcel(id)',
    ]);
  });
});

describe('a type', () => {
  it('needs a row', () => {
    expect(
      typeProblems((text) => text.replace('stamp: Stamp', 'stamp: Stamp, seal: Seal') + 'type Seal { x: Int }'),
    ).toEqual(['The type Seal has no row: add one to e2e/support/access/typeRows.ts that says who may read it.']);
  });

  it('that has gone has no row', () => {
    expect(typeProblems((text) => text, { ...rows, Seal: { kind: 'value' } })).toEqual([
      'There is no type Seal any more: remove its row from typeRows.ts.',
    ]);
  });

  it('is what its row says', () => {
    expect(typeProblems((text) => text)).toEqual([]);
  });

  it.each([
    ['a part that a root field leads to', 'shop: Shop', 'shop: Shop, stamp: Stamp', 'reached from Query too'],
    ['a part that another type leads to', 'name: String', 'name: String, stamp: Stamp', 'reached from Shop too'],
    ['a value that has an id', 'hasNextPage:', 'id: ID!, hasNextPage:', 'PageInfo has an id'],
    ['an answer to a query', 'shop: Shop', 'shop: Shop, sent: SendPayload', 'SendPayload is reached from Query too'],
    [
      'an event that a query gives',
      'shop: Shop',
      'shop: Shop, last: LetterEvent',
      'LetterEvent is reached from Query too',
    ],
    [
      'a page of something else',
      '{ nodes: [Letter!]!',
      '{ nodes: [Shop!]!',
      'LetterConnection is no connection or edge of Letter',
    ],
  ])('is not %s', (_name, from, to, problem) => {
    expect(typeProblems((text) => text.replace(from, to))).toEqual([expect.stringContaining(problem)]);
  });

  it('is no part when others can refer to it', () => {
    expect(typeProblems((text) => text, rows, ['Stamp'])).toEqual([expect.stringContaining('Stamp is an entity')]);
  });
});

describe('a way to something', () => {
  it.each([
    ['Query.letter(code:)', 'query'],
    ['Shop.letters', 'nested'],
    ['Mutation.ping', 'mutation'],
    ['Subscription.letterCame(id:)', 'subscription'],
    ['_entities post.User(id)', 'reference'],
  ])('%s needs a row', (path, kind) => {
    expect(checkAccessRows([...paths, path], covering(paths.filter((other) => other !== path)))).toContain(
      `${path} has no row: add one to the ${kind} rows under e2e/support/access that says what each party gets there.`,
    );
  });

  it('that has gone has no row', () => {
    expect(checkAccessRows(paths.slice(1), covering(paths))).toEqual([
      'There is no Query.shop any more: remove it from the query rows under e2e/support/access.',
    ]);
  });
});
