import { codesOf, type Library, layouts, send, startLibrary } from './support/startLibrary';

describe('the HTTP door', () => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary('colocated', { ALLOWED_ORIGINS: 'https://shop.example' });
  });
  afterAll(() => library.stop());

  const post = (body: string, headers: Record<string, string> = {}) =>
    send(`${library.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const query = JSON.stringify({ query: '{ shelves }' });

  it.each([
    ['malformed JSON', '{"query": ', {}, 400],
    ['no body', '', {}, 400],
    ['an empty object', '{}', {}, 400],
    ['a batch', `[${query},${query}]`, {}, 400],
    ['a form', 'query={shelves}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', query, { 'content-type': 'text/plain' }, 415],
    ['a compressed body', query, { 'content-encoding': 'gzip' }, 415],
    ['100 kB and one byte', JSON.stringify({ query: '{ shelves }', pad: 'x'.repeat(100_000) }), {}, 413],
    ['variables as text', JSON.stringify({ query: '{ shelves }', variables: '{}' }), {}, 400],
  ])('answers %s with GraphQL-shaped errors', async (_name, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'BAD_REQUEST',
      traceId: answer.headers.get('x-request-id'),
    });
    expect(answer.data).toBeUndefined();
  });

  it.each(['/%', '/explorer/%ff'])('answers the unreadable path %s in that shape too', async (path) => {
    const answer = await send(`${library.url}${path}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'BAD_REQUEST',
      traceId: answer.headers.get('x-request-id'),
    });
  });

  it('counts the bytes of a chunked body too', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 12; i += 1) controller.enqueue(new TextEncoder().encode(' '.repeat(10_000)));
        controller.close();
      },
    });
    const answer = await send(`${library.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it.each([
    ['{', 400, ['GRAPHQL_PARSE_FAILED']],
    ['{ shelve }', 400, ['GRAPHQL_VALIDATION_FAILED']],
    ['{ a b c d e f }', 400, Array(3).fill('GRAPHQL_VALIDATION_FAILED')],
    ['{ __schema { queryType { name } } }', 400, ['GRAPHQL_VALIDATION_FAILED']],
    ['query ($id: ID!) { reader(id: $id) { id } }', 400, ['BAD_USER_INPUT']],
    ['query A { shelves } query B { shelves }', 400, ['OPERATION_RESOLUTION_FAILURE']],
    ['{ refuse(code: "FORBIDDEN") }', 200, ['FORBIDDEN']],
    ['{ isOpen(at: 1e400) }', 400, ['GRAPHQL_VALIDATION_FAILED']],
    ['query ($at: DateTime = 1e400) { isOpen(at: $at) }', 400, ['GRAPHQL_VALIDATION_FAILED']],
  ])('keeps the code of %s', async (text, status, codes) => {
    const answer = await library.ask(text);
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({ status, codes });
    expect(answer.text).not.toMatch(/stacktrace|Did you mean|node_modules/);
  });

  it.each(['defer', 'stream'])('says of @%s that answers come in one piece', async (directive) => {
    const answer = await library.ask(`{ shelves ... @${directive} { more: shelves } }`, {
      headers: { accept: 'multipart/mixed; deferSpec=20220824, application/json' },
    });
    expect(answer.status).toBe(400);
    expect(new Set(codesOf(answer))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(answer.errors?.map(({ message }) => message)).toContain(
      `Answers come in one piece, so @${directive} is not served.`,
    );
  });

  it.each([
    ['nobody', undefined],
    ['somebody', 'r1'],
  ])('serves no subscription, to %s', async (_who, sub) => {
    const headers = sub === undefined ? {} : { authorization: `Bearer ${library.issuer.token({ sub })}` };
    for (const text of ['subscription { bookAdded { title } }', 'subscription { bookAdded { reader { email } } }']) {
      const answer = await library.ask(text, { headers });
      expect({ status: answer.status, codes: codesOf(answer) }).toEqual({ status: 400, codes: ['BAD_REQUEST'] });
      expect(answer.errors?.[0]?.message).toBe('Subscriptions are served over websocket.');
      expect(answer.data).toBeUndefined();
    }
  });

  it('runs no query that a page of another site can send without asking', async () => {
    const answer = await send(`${library.url}/graphql?query={shelves}`);
    expect(answer.status).toBe(400);
    const asked = await send(`${library.url}/graphql?query={shelves}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(asked.data).toEqual({ shelves: 12 });
    const mutation = await send(`${library.url}/graphql?query=mutation{signOut}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(mutation.status).toBe(405);
  });

  it('names nothing about itself and lets nobody keep or guess at an answer', async () => {
    const { headers } = await library.ask('{ shelves }');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://evil.example', null],
    ['https://shop.example.evil.example', null],
    ['null', null],
  ])('to the origin %s allows %s', async (origin, allowed) => {
    const asked = await library.ask('{ shelves }', { headers: { origin } });
    expect(asked.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(asked.headers.get('vary')).toContain('Origin');
    const preflight = await send(`${library.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe(allowed && 'GET, POST, OPTIONS');
  });

  it('hides the schema and the tools', async () => {
    for (const path of ['/schema.graphql', '/explorer', '/sandbox', '/nothing']) {
      expect((await send(library.url + path)).status).toBe(404);
    }
  });

  it('passes a configured plain route on, and of its answer what belongs to it', async () => {
    const answer = await send(`${library.url}/keys`);
    expect(answer.text).toBe(library.issuer.jwks());
    expect(answer.headers.get('x-internal')).toBeNull();
    expect((await send(`${library.url}/revoked`)).status).toBe(404);
  });
});

describe('with developer tools', () => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary('colocated', { DEVELOPER_TOOLS: 'true' });
  });
  afterAll(() => library.stop());

  it('shows the schema that clients see, without the marks of federation', async () => {
    const { status, text } = await send(`${library.url}/schema.graphql`);
    expect(status).toBe(200);
    expect(text).toContain('type Reader');
    expect(text).not.toMatch(/join__|_entities|@key/);
    expect((await library.ask('{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });
});

describe.each(layouts)('health, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  const health = async (path: string) => {
    const { status, text } = await send(library.url + path);
    return { status, body: JSON.parse(text) };
  };

  it('tells of each service how it is and how fast it said so', async () => {
    expect(await health('/health')).toEqual({
      status: 200,
      body: {
        status: 'HEALTHY',
        services: [
          { name: 'books', status: 'HEALTHY', responseTimeMs: expect.any(Number) },
          { name: 'readers', status: 'HEALTHY', responseTimeMs: expect.any(Number) },
        ],
      },
    });
  });

  it('is degraded, not down, without one of them', async () => {
    library.setReady(false);
    const { status, body } = await health('/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'DEGRADED', services: [{ status: 'HEALTHY' }, { status: 'UNHEALTHY' }] });
    expect((await health('/health/ready')).status).toBe(200);
    expect((await health('/health/live')).status).toBe(200);
    library.setReady(true);
  });
});
