import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Library, layouts, startLibrary } from './support/startLibrary';

describe.each(layouts)('a subscription through the whole gateway, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  async function results(query: string, token?: string): Promise<unknown[]> {
    const client = createClient({
      url: `${library.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
    });
    const received: unknown[] = [];
    for await (const result of client.iterate({ query })) received.push(result);
    await client.dispose();
    return received;
  }

  it('has fields of both subgraphs in each event, in order, and refuses only the guarded ones', async () => {
    const events = await results('subscription { bookAdded { title reader { name email } } }');
    const refusal = expect.objectContaining({ path: ['bookAdded', 'reader', 'email'] });
    expect(events).toEqual([
      { data: { bookAdded: { title: 'Emma', reader: { name: 'Reader r1', email: null } } }, errors: [refusal] },
      { data: { bookAdded: { title: 'Ulysses', reader: { name: 'Reader r2', email: null } } }, errors: [refusal] },
      { data: { bookAdded: { title: 'Dune', reader: null } }, errors: [refusal] },
    ]);
  });

  it('gives the guarded ones to who has signed in', async () => {
    const [first] = await results('subscription { bookAdded { reader { email } } }', library.issuer.token());
    expect(first).toEqual({ data: { bookAdded: { reader: { email: 'r1@library.example' } } } });
  });

  it.each([
    [
      'a literal that only the subgraph can judge',
      'subscription { bookAdded(since: "noon") { id } }',
      'BAD_USER_INPUT',
    ],
    ['a field that may be skipped', 'subscription { bookAdded @skip(if: true) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a fragment that may be skipped',
      'subscription { ...A @include(if: false) } fragment A on Subscription { bookAdded { id } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a variable that is named as the gateway names one',
      'subscription ($representations: DateTime) { bookAdded(since: $representations) { reader { name } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('says what is wrong with %s', async (_name, query, code) => {
    await expect(results(query)).rejects.toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code }) }),
    ]);
    expect(library.logs.filter((line) => JSON.parse(line).level === 'error')).toEqual([]);
  });

  it('has no socket for what sets cookies, through whatever name or fragment', async () => {
    const fields = 'fragment F on Mutation { again: signIn }';
    await expect(results(`mutation { ...F } ${fields}`)).rejects.toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_REQUEST' }) }),
    ]);
  });

  it('shares its socket with queries', async () => {
    expect(await results('{ shelves books(first: 1) { reader { name } } }')).toEqual([
      { data: { shelves: 12, books: [{ reader: { name: 'Reader r1' } }] } },
    ]);
  });
});
