import { codesOf, type Library, layouts, startLibrary } from './support/startLibrary';

describe.each(layouts)('an operation over two subgraphs, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  it('answers with fields of both', async () => {
    const { status, data, errors } = await library.ask('{ books { title reader { name books { id } } } shelves }');
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(data).toEqual({
      books: [
        { title: 'Emma', reader: { name: 'Reader r1', books: [{ id: 'b1' }] } },
        { title: 'Ulysses', reader: { name: 'Reader r2', books: [{ id: 'b2' }] } },
      ],
      shelves: 12,
    });
  });

  it('takes variables and their defaults', async () => {
    const query =
      'query ($first: Int, $named: Boolean = false) { books(first: $first) { id reader @include(if: $named) { name } } }';
    expect((await library.ask(query, { variables: { first: 3 } })).data).toEqual({
      books: [{ id: 'b1' }, { id: 'b2' }, { id: 'b3' }],
    });
    expect((await library.ask(query, { variables: { first: 1, named: true } })).data).toEqual({
      books: [{ id: 'b1', reader: { name: 'Reader r1' } }],
    });
  });

  it('tells each subgraph who asks, and nobody can claim to be somebody else', async () => {
    const forged = { 'x-user-id': 'root', 'x-user-role': 'ADMIN', 'x-gateway-identity': 'forged' };
    const authorization = `Bearer ${library.issuer.token({ sub: 'r1', scope: 'desk lamp' })}`;
    const asked = await library.ask('{ whoAsks }', {
      headers: { ...forged, authorization, 'x-request-id': 'request-0001', 'user-agent': 'a test' },
    });
    expect(JSON.parse(String(asked.data?.['whoAsks']))).toEqual({
      viewer: { userId: 'r1', role: 'USER', scopes: ['desk', 'lamp'], sessionId: 'ses_1' },
      requestId: 'request-0001',
      clientIp: '127.0.0.1',
    });
    const headers = library.seen.at(-1)?.headers;
    expect(headers?.['user-agent']).toBe('a test');
    expect(JSON.stringify(headers)).not.toMatch(/forged|x-user|authorization/);
    expect(asked.headers.get('x-request-id')).toBe('request-0001');
  });

  it('passes on only the listed cookies and answers only with the listed headers', async () => {
    const signedIn = await library.ask('mutation { signIn }', { headers: { cookie: 'refresh_token=r; theme=dark' } });
    expect(library.seen.at(-1)?.headers['cookie']).toBe('refresh_token=r');
    expect(signedIn.headers.getSetCookie()).toEqual([
      'access_token=fresh; Path=/; HttpOnly',
      'refresh_token=fresh; Path=/; HttpOnly',
    ]);
    expect(signedIn.headers.get('x-internal')).toBeNull();
  });

  it('gives a request an id of its own unless the client brought a plain one', async () => {
    const { headers } = await library.ask('{ shelves }', { headers: { 'x-request-id': 'a"b\\n' } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leaves one line in the log, and no token in any', async () => {
    library.logs.length = 0;
    const token = library.issuer.token();
    const headers = { authorization: `Bearer ${token}`, 'x-request-id': 'logged-1' };
    await library.ask('query Shelves { shelves refuse(code: "FORBIDDEN") }', { headers });
    const lines = library.logs.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation');
    expect(lines).toEqual([
      expect.objectContaining({
        requestId: 'logged-1',
        operationName: 'Shelves',
        operationType: 'query',
        durationMs: expect.any(Number),
        errorCodes: ['FORBIDDEN'],
      }),
    ]);
    expect(library.logs.join()).not.toContain(token);
  });

  it('shows of an internal error nothing but that it happened', async () => {
    const { data, errors, text } = await library.ask('{ shelves crash }');
    expect(data).toEqual({ shelves: 12, crash: null });
    expect(errors).toEqual([
      {
        message: 'Internal server error',
        path: ['crash'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.any(String) },
      },
    ]);
    expect(text).not.toMatch(/hunter2|ECONN|readers/);
  });

  it.each(['crash', 'refuse(code: "HOME_MADE")', 'refuse(code: "GRAPHQL_VALIDATION_FAILED")'])(
    'keeps %s inside',
    async (field) => {
      const { errors, text } = await library.ask(`{ ${field} }`);
      expect(errors?.[0]?.message).toBe('Internal server error');
      expect(text).not.toContain('hunter2');
    },
  );
});

describe.each(layouts)('a request that is not quite right, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  it('runs nothing when it names an operation that is not there', async () => {
    library.seen.length = 0;
    const answer = await library.ask('mutation SignIn { signIn }', { operationName: 'SignUp' });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    expect(library.seen).toEqual([]);
  });

  it('is told what is wrong with a literal that only the subgraph can judge', async () => {
    const answer = await library.ask('{ isOpen(at: "at noon") shelves }');
    expect(answer.data).toEqual({ isOpen: null, shelves: 12 });
    expect(answer.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('DateTime cannot represent') }),
    ]);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('may not name a variable as the gateway names its own', async () => {
    const query = 'query ($representations: Int) { books(first: $representations) { id } }';
    const answer = await library.ask(query, { variables: { representations: 1 } });
    expect(answer.status).toBe(400);
    expect(answer.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('$representations') })]);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it.each([
    'mutation { a: signIn shelve b: signIn }',
    'mutation { signIn shelve ... on Mutation { again: signIn } }',
    'mutation { signIn shelve ...Again } fragment Again on Mutation { again: signIn }',
  ])('may not sign in twice, not even with something between: %s', async (query) => {
    library.seen.length = 0;
    const answer = await library.ask(query);
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(library.seen).toEqual([]);
  });

  it('may sign in once, among other things', async () => {
    const { data } = await library.ask('mutation { shelve signIn again: shelve }');
    expect(data).toEqual({ shelve: 13, signIn: 'signed in', again: 13 });
  });

  it.each(['constructor', 'toString', '__proto__'])('may call its fragment %s', async (name) => {
    const query = `{ ...${name} } fragment ${name} on Query { shelves me { id } }`;
    expect((await library.ask(query)).data).toEqual({ shelves: 12, me: null });
  });

  it('gets the fields of a type within a fragment on its interface', async () => {
    const expected = { books: [{ title: 'Emma', id: 'b1', reader: { name: 'Reader r1' } }] };
    const inline = '{ books(first: 1) { ... on Titled { title ... on Book { id reader { name } } } } }';
    expect((await library.ask(inline)).data).toEqual(expected);
    const spread = `{ books(first: 1) { ...A } }
      fragment A on Titled { title ...B }
      fragment B on Book { id reader { name } }`;
    expect((await library.ask(spread)).data).toEqual(expected);
  });
});

describe.each(layouts)('enforcement, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  const bearer = (claims = {}) => ({ authorization: `Bearer ${library.issuer.token(claims)}` });

  it('keeps a guarded field of another subgraph from an anonymous caller', async () => {
    const answer = await library.ask('{ books(first: 1) { title reader { name email debt } } me { id } }');
    expect(answer.data).toEqual({
      books: [{ title: 'Emma', reader: { name: 'Reader r1', email: null, debt: null } }],
      me: null,
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['books', 0, 'reader', 'email'],
      ['books', 0, 'reader', 'debt'],
      ['me'],
    ]);
    expect(new Set(codesOf(answer))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('says no more than that when nothing is left to ask for', async () => {
    const answer = await library.ask('{ books(first: 1) { reader { debt } } }');
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['books', 'reader', 'debt'], 'UNAUTHENTICATED'],
    ]);
  });

  it('gives it to who has signed in, and the scoped one to who has the scope', async () => {
    const query = '{ me { id email debt } }';
    const signedIn = await library.ask(query, { headers: bearer({ sub: 'r7' }) });
    expect(signedIn.data).toEqual({ me: { id: 'r7', email: 'r7@library.example', debt: null } });
    expect(codesOf(signedIn)).toEqual(['FORBIDDEN']);
    const atDesk = await library.ask(query, { headers: bearer({ sub: 'r7', scope: 'desk' }) });
    expect(atDesk).toMatchObject({ data: { me: { debt: 7 } }, errors: undefined });
  });

  it('does not ask a subgraph for what is refused', async () => {
    library.seen.length = 0;
    await library.ask('{ me { id name } }');
    expect(library.seen).toEqual([]);
  });

  it('does not run a refused mutation', async () => {
    const refused = await library.ask('mutation { count }', { headers: bearer() });
    expect(refused.data).toEqual({ count: null });
    const { data } = await library.ask('mutation { count }', { headers: bearer({ scope: 'counting' }) });
    expect(data).toEqual({ count: 1 });
  });
});
