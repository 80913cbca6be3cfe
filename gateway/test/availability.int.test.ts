import { json, type ScriptedServer, startScriptedServer } from './support/scriptedServer';
import { codesOf, type Library, layouts, send, startLibrary } from './support/startLibrary';

const withoutReaders = { shelves: 12, reader: null };

const unavailable = {
  message: 'A part of the system is not available right now. Try again shortly.',
  extensions: { code: 'DOWNSTREAM_UNAVAILABLE', traceId: expect.any(String) },
};

describe('a subgraph that gives no usable answer costs only its own fields', () => {
  let library: Library;
  let readers: ScriptedServer;
  beforeAll(async () => {
    readers = await startScriptedServer();
    library = await startLibrary('over HTTP', { READERS_URL: `${readers.url}/graphql`, SUBGRAPH_TIMEOUT_MS: '300' });
  });
  afterAll(async () => {
    await library.stop();
    await readers.stop();
  });

  const ask = () => library.ask('{ shelves reader(id: "r1") { name } }');

  it.each<[string, ScriptedServer['answer']]>([
    ['a page of a proxy', (_request, response) => response.writeHead(502).end('<html>hunter2</html>')],
    ['half a document', json(200, '{"data": {"reader": ')],
    ['nothing', (_request, response) => response.end()],
    ['a list', json(200, [])],
    ['data that is a number', json(200, { data: 5 })],
    ['errors that are a text', json(200, { errors: 'hunter2' })],
    ['neither data nor errors', json(200, { hello: 'hunter2' })],
    [
      'that it does not know the gateway',
      json(401, { errors: [{ message: 'hunter2', extensions: { code: 'UNAUTHENTICATED' } }] }),
    ],
    ['a closed connection', (request) => request.socket.destroy()],
    ['no answer at all', () => undefined],
    ['an answer without end', (_request, response) => void response.writeHead(200).write('{"data"')],
  ])('when it answers %s', async (_name, answer) => {
    readers.answer = answer;
    const { status, data, errors, text } = await ask();
    expect({ status, data, errors }).toEqual({
      status: 200,
      data: withoutReaders,
      errors: [{ ...unavailable, path: ['reader'] }],
    });
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN|readers|hunter2/);
  });

  it('when it is well again, nothing of it remains', async () => {
    readers.answer = json(200, { data: { reader: { name: 'Ann' } } });
    expect(await ask()).toMatchObject({ data: { shelves: 12, reader: { name: 'Ann' } }, errors: undefined });
  });

  it.each<[string, unknown]>([
    ['too few entities', []],
    ['too many entities', [null, null, null]],
    ['entities that are texts', ['a', 'b']],
    ['no entities', undefined],
  ])('when it answers %s', async (_name, entities) => {
    readers.answer = json(200, { data: { _entities: entities } });
    const answer = await library.ask('{ books { title reader { name } } }');
    expect(answer.data).toEqual({
      books: [
        { title: 'Emma', reader: null },
        { title: 'Ulysses', reader: null },
      ],
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['books', 0, 'reader'],
      ['books', 1, 'reader'],
    ]);
    expect(new Set(codesOf(answer))).toEqual(new Set(['DOWNSTREAM_UNAVAILABLE']));
  });

  it('while an entity that it does not know is no error', async () => {
    readers.answer = json(200, { data: { _entities: [null, { name: 'Ann' }] } });
    expect(await library.ask('{ books { title reader { name } } }')).toMatchObject({
      data: { books: [{ reader: null }, { reader: { name: 'Ann' } }] },
      errors: undefined,
    });
  });

  it('of its errors only listed codes and their messages are shown', async () => {
    const error = (code: string) => ({
      message: code,
      path: ['reader'],
      extensions: { code, stacktrace: ['hunter2'] },
    });
    readers.answer = json(200, {
      data: { reader: null },
      errors: ['FORBIDDEN', 'SQLITE_BUSY', 'GRAPHQL_VALIDATION_FAILED'].map(error),
    });
    const { errors, text } = await ask();
    expect(errors?.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
      ['FORBIDDEN', 'FORBIDDEN'],
      ['Internal server error', 'INTERNAL_SERVER_ERROR'],
      ['Internal server error', 'INTERNAL_SERVER_ERROR'],
    ]);
    expect(text).not.toMatch(/hunter2|stacktrace|SQLITE/);
  });
});

describe('with subgraph names in errors', () => {
  let library: Library;
  let readers: ScriptedServer;
  beforeAll(async () => {
    readers = await startScriptedServer();
    library = await startLibrary('over HTTP', {
      READERS_URL: `${readers.url}/graphql`,
      SUBGRAPH_NAMES_IN_ERRORS: 'true',
    });
  });
  afterAll(async () => {
    await library.stop();
    await readers.stop();
  });

  it.each<[string, string, ScriptedServer['answer']]>([
    ['does not answer', 'DOWNSTREAM_UNAVAILABLE', json(502, '<html>')],
    ['refuses', 'FORBIDDEN', json(200, { errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] })],
    ['fails', 'INTERNAL_SERVER_ERROR', json(200, { errors: [{ message: 'no', extensions: { serviceName: 'x' } }] })],
  ])('each says which subgraph %s', async (_what, code, answer) => {
    readers.answer = answer;
    const { errors } = await library.ask('{ shelves reader(id: "r1") { name } }');
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code, serviceName: 'readers', traceId: expect.any(String) },
    ]);
  });

  it('what is not of a subgraph names none', async () => {
    const { errors } = await library.ask('{ shelve }');
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'GRAPHQL_VALIDATION_FAILED', traceId: expect.any(String) },
    ]);
  });
});

describe('a subgraph that has all the time in the world', () => {
  let library: Library;
  let readers: ScriptedServer;
  beforeAll(async () => {
    readers = await startScriptedServer();
    readers.answer = json(404, {});
    library = await startLibrary('over HTTP', { READERS_URL: `${readers.url}/graphql`, SUBGRAPH_TIMEOUT_MS: '60000' });
  });
  afterAll(async () => {
    await library.stop();
    await readers.stop();
  });

  it('hears at once when nobody waits for its answer any more', async () => {
    const hungUp = new Promise<void>((resolve) => {
      readers.answer = (_request, response) => response.on('close', resolve);
    });
    const client = new AbortController();
    const arrived = library.ask('{ reader(id: "r1") { name } }', { signal: client.signal }).catch(() => 'gone');
    setTimeout(() => client.abort(), 50);
    expect(await arrived).toBe('gone');
    await hungUp;
  });
});

describe.each(layouts)('a subgraph that hangs, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout, { SUBGRAPH_TIMEOUT_MS: '200' });
  });
  afterAll(() => library.stop());

  it('is not waited for longer than configured', async () => {
    const { data, errors } = await library.ask('{ shelves wait }');
    expect(data).toEqual({ shelves: 12, wait: null });
    expect(errors?.[0]?.extensions['code']).toBe('DOWNSTREAM_UNAVAILABLE');
  });
});

describe.each(layouts)('a request as a whole, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout, { SUBGRAPH_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '200' });
  });
  afterAll(() => library.stop());

  it('waits for its subgraphs no longer than configured', async () => {
    const answer = await library.ask('{ shelves wait }');
    expect(answer.data).toEqual({ shelves: 12, wait: null });
    expect(codesOf(answer)).toEqual(['DOWNSTREAM_UNAVAILABLE']);
  });
});

describe('a gateway that is stopped', () => {
  it.each(layouts)('lets running requests finish, and takes no new ones, %s', async (layout) => {
    const library = await startLibrary(layout, { SUBGRAPH_TIMEOUT_MS: '5000' });
    const running = library.ask('{ wait }');
    while (library.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = library.stopGateway();
    await expect(send(`${library.url}/health/live`)).rejects.toThrow('fetch failed');
    library.release();
    expect((await running).data).toEqual({ wait: 'waited' });
    await stopped;
    await library.stop();
  });
});
