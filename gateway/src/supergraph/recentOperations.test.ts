import { composeServices } from '@apollo/composition';
import type { Viewer } from '@marquee/shared/auth';
import { type DocumentNode, parse } from 'graphql';
import { buildSnapshot } from './buildSnapshot';
import { RecentOperations } from './recentOperations';
import type { SupergraphSnapshot } from './supergraphSnapshot';
import { warmSnapshot } from './warmSnapshot';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])';

function snapshotWith(fields: string): SupergraphSnapshot {
  const typeDefs = parse(`${link} type Query { ${fields} }`);
  const { supergraphSdl, errors } = composeServices([{ name: 'library', url: 'http://library.invalid', typeDefs }]);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return buildSnapshot(supergraphSdl);
}

const ann: Viewer = { userId: 'usr_ann', role: 'USER', scopes: ['desk'], sessionId: 'ses_1' };
const bob: Viewer = { ...ann, userId: 'usr_bob', scopes: [] };

describe('the operations that were used last', () => {
  const library = snapshotWith('books: Int, shelves: Int, debt: Int @requiresScopes(scopes: [["desk"]])');

  function use(
    snapshot: SupergraphSnapshot,
    query: string | DocumentNode,
    viewer: Viewer | null = null,
    variables = {},
  ) {
    const document = typeof query === 'string' ? parse(query) : query;
    snapshot.authorize(document, undefined, viewer).programFor(variables, snapshot.drawOverrides());
  }

  function texts(recent: RecentOperations): unknown[] {
    return recent.newestFirst().map(({ document }) => document.loc?.source.body);
  }

  it('are known in the order of their use, the newest first, and so many of them', () => {
    const recent = new RecentOperations(2);
    const snapshot = recent.of(library);
    const books = parse('{ books }');
    for (const query of [books, '{ shelves }', books, '{ books shelves }']) use(snapshot, query);
    expect(texts(recent)).toEqual(['{ books shelves }', '{ books }']);
  });

  it('are one where a new supergraph has the same text parsed again', () => {
    const recent = new RecentOperations();
    use(recent.of(library), '{ books }');
    use(recent.of(snapshotWith('books: Int')), '{ books }');
    expect(texts(recent)).toEqual(['{ books }']);
  });

  it('are several where viewers may have different parts, and where variables leave parts out', () => {
    const recent = new RecentOperations();
    const snapshot = recent.of(library);
    for (const viewer of [ann, { ...ann, userId: 'usr_ada' }, bob]) use(snapshot, '{ books debt }', viewer);
    const query = 'query ($all: Boolean!, $password: String) { books shelves @include(if: $all) }';
    for (const all of [true, false, true]) use(snapshot, query, null, { all, password: 'hunter2' });
    expect(recent.newestFirst().map(({ conditions }) => conditions)).toEqual([{ all: true }, { all: false }, {}, {}]);
  });

  it('say nothing of who used them, nor with which values', () => {
    const recent = new RecentOperations();
    use(recent.of(library), 'query ($word: String) { debt }', ann, { word: 'hunter2' });
    expect(JSON.stringify(recent.newestFirst())).not.toMatch(/usr_|ses_|hunter2/);
  });

  it('are planned before a new supergraph is served, as far as it has them', async () => {
    const recent = new RecentOperations();
    const before = recent.of(library);
    use(before, '{ shelves }');
    use(before, '{ books debt }', ann);
    const after = snapshotWith('books: Int, debt: Int @requiresScopes(scopes: [["desk"]])');
    const planned: unknown[] = [];
    const spied: SupergraphSnapshot = {
      ...after,
      authorize: (document, operationName, viewer) => {
        const authorized = after.authorize(document, operationName, viewer);
        planned.push([document.loc?.source.body, authorized.isComplete]);
        return authorized;
      },
    };
    await warmSnapshot(spied, recent.newestFirst(), new AbortController().signal);
    expect(planned).toEqual([['{ books debt }', true]]);
  });

  it('are planned no further when the gateway stops', async () => {
    const recent = new RecentOperations();
    use(recent.of(library), '{ books }');
    const authorize = jest.fn();
    await warmSnapshot({ ...library, authorize }, recent.newestFirst(), AbortSignal.abort());
    expect(authorize).not.toHaveBeenCalled();
  });
});
