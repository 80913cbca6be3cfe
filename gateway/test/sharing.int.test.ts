import { request as openRequest } from 'node:http';
import { eventually } from '@marquee/shared/testing';
import { type Federation, startFederation } from './federation/support/startFederation';
import { connectClient, watch } from './subscriptions/socketClient';
import { json, type ScriptedServer, startScriptedServer } from './support/scriptedServer';
import { type AskOptions, type Library, startLibrary } from './support/startLibrary';

/** Readers, who can let a question wait, and a scripted server in the place of books, by which a request is seen to run. */
describe('the same query to a subgraph, while one is under way', () => {
  let library: Library;
  let books: ScriptedServer;
  const running = new Set<string>();
  let requests = 0;

  const start = async (environment: Record<string, string> = {}) => {
    library = await startLibrary('over HTTP', {
      BOOKS_URL: `${books.url}/graphql`,
      SUBGRAPH_TIMEOUT_MS: '30000',
      REQUEST_TIMEOUT_MS: '30000',
      ...environment,
    });
  };
  beforeAll(async () => {
    books = await startScriptedServer();
    books.answer = (request, response, body) => {
      const [, alias = ''] = /(\w+):shelves/.exec(body) ?? [];
      running.add(alias);
      if (body.includes('shelve}')) response.destroy();
      else json(200, { data: { [alias]: 12 } })(request, response, body);
    };
  });
  afterEach(() => library.stop());
  afterAll(() => books.stop());

  /** The operation with a field of books, which no two operations have under the same name; once that is asked for, all is. */
  async function untilRunning(query: string, send: (operation: string) => void): Promise<string> {
    requests += 1;
    const alias = `request${requests}`;
    send(query.replace('{', `{ ${alias}: shelves `));
    while (!running.has(alias)) await new Promise((resolve) => setTimeout(resolve, 2));
    return alias;
  }

  /** Sends it, and comes back once its fetches are under way. */
  async function begin(query: string, options: AskOptions = {}) {
    let answer: ReturnType<Library['ask']> | undefined;
    const alias = await untilRunning(query, (operation) => {
      answer = library.ask(operation, options);
    });
    return {
      answer: async () => {
        const { data, errors } = (await answer) ?? {};
        return { data: data && without(alias, data), errors };
      },
    };
  }

  /** The same for a client that can hang up. */
  async function beginToLeave(query: string) {
    const headers = { 'content-type': 'application/json', 'user-agent': 'node' };
    const client = openRequest(`${library.url}/graphql`, { method: 'POST', headers }).on('error', () => undefined);
    await untilRunning(query, (operation) => client.end(JSON.stringify({ query: operation })));
    return {
      leave: async () => {
        client.destroy();
        // The gateway is through with it.
        const given = () => library.logs.filter((line) => line.includes('DOWNSTREAM_UNAVAILABLE'));
        await eventually(() => expect(given()).toHaveLength(1));
      },
    };
  }

  /** What each gets, in order, and how often readers were asked for it. */
  async function together(...all: readonly (readonly [string, AskOptions?])[]) {
    const begun = [];
    for (const [query, options] of all) begun.push(await begin(query, options));
    library.release();
    const answers = await Promise.all(begun.map(({ answer }) => answer()));
    return { answers, fetches: library.seen.length };
  }

  const query = '{ wait whoAsks }';
  const signedIn = (claims: Record<string, unknown> = {}): AskOptions => ({
    headers: { authorization: `Bearer ${library.issuer.token({ sub: 'ann', sid: 's1', scope: 'desk', ...claims })}` },
  });
  const withHeaders = (headers: Record<string, string>): AskOptions => ({ headers });
  const viewersIn = (answers: readonly { data: unknown }[]) =>
    answers.map(({ data }) => JSON.parse((data as { whoAsks: string }).whoAsks).viewer?.userId ?? null);

  describe('of the same viewer', () => {
    beforeEach(() => start());

    it('is one fetch, whose answer all get', async () => {
      const { answers, fetches } = await together([query, signedIn()], [query, signedIn()], [query, signedIn()]);
      expect(fetches).toBe(1);
      expect(viewersIn(answers)).toEqual(['ann', 'ann', 'ann']);
      expect(answers.map(({ data }) => data?.['wait'])).toEqual(['waited', 'waited', 'waited']);
    });

    it('is one fetch for those whom nobody knows, too', async () => {
      const { answers, fetches } = await together([query], [query]);
      expect(fetches).toBe(1);
      expect(viewersIn(answers)).toEqual([null, null]);
    });

    it('is one fetch, whatever else their requests say that the subgraph is not told', async () => {
      const { fetches } = await together(
        [query, withHeaders({ 'x-page': '1' })],
        [query, withHeaders({ 'x-page': '2' })],
      );
      expect(fetches).toBe(1);
    });

    it('is another with other arguments', async () => {
      const reader = 'query ($id: ID!) { wait reader(id: $id) { name } }';
      const { answers, fetches } = await together(
        [reader, { variables: { id: 'a' } }],
        [reader, { variables: { id: 'b' } }],
      );
      expect(fetches).toBe(2);
      expect(answers.map(({ data }) => data?.['reader'])).toEqual([{ name: 'Reader a' }, { name: 'Reader b' }]);
    });

    it('begins anew once it was answered', async () => {
      const { fetches } = await together([query]);
      await library.ask(query);
      expect(library.seen).toHaveLength(fetches + 1);
    });

    it('tells all of its error', async () => {
      const { answers, fetches } = await together(['{ wait crash }'], ['{ wait crash }']);
      expect(fetches).toBe(1);
      const error = expect.objectContaining({ path: ['crash'] });
      const each = { data: { wait: 'waited', crash: null }, errors: [error] };
      expect(answers).toEqual([each, each]);
    });
  });

  describe('of others', () => {
    beforeEach(() => start());

    it.each<[string, () => readonly [AskOptions, AskOptions], readonly unknown[]]>([
      ['two users', () => [signedIn(), signedIn({ sub: 'bob' })], ['ann', 'bob']],
      ['a user and somebody unknown', () => [signedIn(), {}], ['ann', null]],
      ['somebody unknown and a user', () => [{}, signedIn()], [null, 'ann']],
      ['one user with other rights', () => [signedIn(), signedIn({ scope: 'desk counting' })], ['ann', 'ann']],
      ['one user in another role', () => [signedIn(), signedIn({ role: 'ADMIN' })], ['ann', 'ann']],
      ['one user in another session', () => [signedIn(), signedIn({ sid: 's2' })], ['ann', 'ann']],
      ['another user agent, which readers are told', () => [{}, withHeaders({ 'user-agent': 'curl' })], [null, null]],
      [
        'another cookie that readers are told',
        () => [withHeaders({ cookie: 'refresh_token=a' }), withHeaders({ cookie: 'refresh_token=b' })],
        [null, null],
      ],
    ])('is never the same: %s', async (_whose, both, viewers) => {
      const [one, other] = both();
      const { answers, fetches } = await together([query, one], [query, other]);
      expect(fetches).toBe(2);
      expect(viewersIn(answers)).toEqual(viewers);
    });
  });

  describe('when somebody leaves', () => {
    beforeEach(() => start());

    it('goes on for who asked before', async () => {
      const staying = await begin(query);
      const { leave } = await beginToLeave(query);
      await leave();
      library.release();
      expect((await staying.answer()).data).toMatchObject({ wait: 'waited' });
      expect(library.seen).toHaveLength(1);
    });

    it('goes on for who asked after', async () => {
      const { leave } = await beginToLeave(query);
      const staying = await begin(query);
      await leave();
      library.release();
      expect((await staying.answer()).data).toMatchObject({ wait: 'waited' });
      expect(library.seen).toHaveLength(1);
    });

    it('is given up with the last, and asked anew for the next', async () => {
      const { leave } = await beginToLeave(query);
      await leave();
      const next = await begin(query);
      library.release();
      expect((await next.answer()).data).toMatchObject({ wait: 'waited' });
      expect(library.seen).toHaveLength(2);
    });
  });

  describe('after a change', () => {
    beforeEach(() => start());

    it('is not what was asked before it was answered', async () => {
      const before = await begin(query);
      await library.ask('mutation { signOut }');
      const after = await begin(query);
      library.release();
      await Promise.all([before.answer(), after.answer()]);
      expect(library.seen).toHaveLength(3);
    });

    it('which failed, it is not either: something may have come of it', async () => {
      const before = await begin(query);
      const { errors } = await library.ask('mutation { shelve }');
      expect(errors).toHaveLength(1);
      const after = await begin(query);
      library.release();
      await Promise.all([before.answer(), after.answer()]);
      expect(library.seen).toHaveLength(2);
    });

    it('of which there are two, each is made', async () => {
      const headers = signedIn({ scope: 'counting' });
      const both = await Promise.all([
        library.ask('mutation { count }', headers),
        library.ask('mutation { count }', headers),
      ]);
      expect(both.map(({ data }) => data?.['count'])).toEqual(expect.arrayContaining([1, 2]));
    });
  });

  it('is asked by everyone for themselves where SHARE_SUBGRAPH_FETCHES is false', async () => {
    await start({ SHARE_SUBGRAPH_FETCHES: 'false' });
    const { fetches } = await together([query, signedIn()], [query, signedIn()]);
    expect(fetches).toBe(2);
  });
});

describe('what one request adds to an answer that it shares', () => {
  const things = [
    { __typename: 'Sure', id: 'x1', value: 0, name: 'one', code: 'c1', slow: 'at last' },
    { __typename: 'Maybe', id: 'x2', value: 7, name: 'two', code: 'c2', slow: 'at last' },
  ];
  const thingOf = ({ id }: { id: string }) => things.find((thing) => thing.id === id) ?? null;
  let listed = aGate();
  let slow = aGate();
  let federation: Federation;
  beforeAll(async () => {
    const facts = 'id: ID! value: Int @shareable name: String code: String';
    federation = await startFederation({
      subgraphs: {
        list: {
          sdl: `
            type Query { things: [Thing] first: Sure }
            union Thing = Sure | Maybe
            type Sure @key(fields: "id") { id: ID! value: Int! @shareable }
            type Maybe @key(fields: "id") { id: ID! value: Int @shareable }
          `,
          resolvers: {
            Query: { things: () => listed.opened.then(() => things), first: () => listed.opened.then(() => things[0]) },
          },
        },
        facts: {
          sdl: `type Query { ping: Int } type Sure @key(fields: "id") { ${facts} } type Maybe @key(fields: "id") { ${facts} }`,
          resolvers: { Sure: { __resolveReference: thingOf }, Maybe: { __resolveReference: thingOf } },
        },
        late: {
          sdl: 'type Sure @key(fields: "id") { id: ID! slow: String }',
          resolvers: { Sure: { __resolveReference: (key: { id: string }) => slow.opened.then(() => thingOf(key)) } },
        },
      },
    });
  });
  afterAll(() => federation.stop());
  beforeEach(() => {
    listed = aGate();
    slow = aGate();
    federation.asked.length = 0;
  });

  const timesAsked = (subgraph: string) => federation.asked.filter((asked) => asked.subgraph === subgraph).length;
  /** Sends it, and comes back once its first fetches are under way. */
  async function begin(name: string, selection: string) {
    const answer = federation.ask(`{ ${name}: ping ${selection} }`);
    await eventually(() => expect(federation.asked.some(({ query }) => query.includes(name))).toBe(true));
    return { answer: () => answer.then(({ data, errors }) => ({ data: data && without(name, data), errors })) };
  }

  it('is not seen by another: fields of entities under the same name', async () => {
    const long = await begin('long', 'first { x: name slow }');
    const short = await begin('short', 'first { x: code }');
    expect(timesAsked('list')).toBe(1);
    listed.open();
    // It is through while the other still waits for a part of its own.
    expect(await short.answer()).toEqual({ data: { first: { x: 'c1' } } });
    slow.open();
    expect(await long.answer()).toEqual({ data: { first: { x: 'one', slow: 'at last' } } });
  });

  it('is not seen by another: names that the planner had to take', async () => {
    const both = 'things { ... on Sure { value } ... on Maybe { value } }';
    const before = await begin('before', both);
    const alias = /(\w+):value/.exec(federation.asked.find(({ subgraph }) => subgraph === 'list')?.query ?? '')?.[1];
    expect(alias).toBeDefined();
    const after = await begin('after', `things { ... on Sure { value } ... on Maybe { ${alias}: value } }`);
    expect(timesAsked('list')).toBe(1);
    listed.open();
    expect(await before.answer()).toEqual({ data: { things: [{ value: 0 }, { value: 7 }] } });
    expect(await after.answer()).toEqual({ data: { things: [{ value: 0 }, { [`${alias}`]: 7 }] } });
  });
});

describe.each([
  ['equal fetches are one', {}],
  ['equal requests are one', { SHARE_CLIENT_QUERIES: 'true', SHARE_SUBGRAPH_FETCHES: 'false' }],
])('a cookie that a subgraph sets in answer to a query, where %s', (_what, environment) => {
  let library: Library;
  let readers: ScriptedServer;
  beforeAll(async () => {
    readers = await startScriptedServer();
    library = await startLibrary('over HTTP', { READERS_URL: `${readers.url}/graphql`, ...environment });
  });
  afterAll(async () => {
    await library.stop();
    await readers.stop();
  });

  it('is for the one who asked, though others share the answer', async () => {
    const bothAreThere = aGate();
    let visitors = 0;
    readers.answer = (request, response, body) => {
      if (request.url !== '/graphql') return json(404, {})(request, response, body);
      visitors += 1;
      response.setHeader('set-cookie', `visitor=${visitors}`);
      void bothAreThere.opened.then(() => json(200, { data: { isOpen: true } })(request, response, body));
    };
    const ask = () => library.ask('{ isOpen shelves }');
    const answers = [ask(), ask()];
    await eventually(() => expect(visitors).toBeGreaterThan(0));
    bothAreThere.open();
    const cookies = (await Promise.all(answers)).map(({ headers }) => headers.get('set-cookie'));
    expect(cookies.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'visitor=1',
      'visitor=2',
    ]);
  });
});

describe('what an event of a subscription still needs', () => {
  let library: Library;
  let readers: ScriptedServer;
  beforeAll(async () => {
    readers = await startScriptedServer();
    library = await startLibrary('over HTTP', { READERS_URL: `${readers.url}/graphql`, SUBGRAPH_TIMEOUT_MS: '3000' });
  });
  afterAll(async () => {
    await library.stop();
    await readers.stop();
  });

  it('is asked for anew: an answer under way may be older than the event', async () => {
    const both = aGate();
    let fetches = 0;
    readers.answer = (request, response, body) => {
      if (request.url !== '/graphql') return json(404, {})(request, response, body);
      fetches += 1;
      if (fetches === 2) both.open();
      void both.opened.then(() => json(200, { data: { _entities: [{ name: 'Ann' }] } })(request, response, body));
    };
    const client = connectClient(`${library.url.replace('http', 'ws')}/graphql`);
    const watches = [1, 2].map(() => watch(client, 'subscription { bookAdded { reader { name } } }'));
    expect(await Promise.all(watches.map(({ end }) => end))).toEqual(['complete', 'complete']);
    await client.dispose();
    const first = { data: { bookAdded: { reader: { name: 'Ann' } } } };
    expect(watches.map(({ results }) => results[0])).toEqual([first, first]);
  });
});

/** Something to wait for. */
function aGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

function without(key: string, { [key]: _left, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
