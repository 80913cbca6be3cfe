import { codesOf, type Library, layouts, startLibrary } from './support/startLibrary';

describe.each(layouts)('credentials, %s', (layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  const cleared = 'access_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax';

  it('in a cookie are as good as in a header', async () => {
    const cookie = `access_token=${library.issuer.token({ sub: 'r3' })}`;
    expect((await library.ask('{ me { id } }', { headers: { cookie } })).data).toEqual({ me: { id: 'r3' } });
  });

  it('that are bad are refused, not overlooked, and the cookie is taken away', async () => {
    const answer = await library.ask('{ shelves }', { headers: { cookie: 'access_token=rotten' } });
    expect(answer.status).toBe(401);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.errors?.[0]?.extensions['traceId']).toBe(answer.headers.get('x-request-id'));
    expect(answer.headers.getSetCookie()).toEqual([cleared]);
  });

  it('in a bad cookie do not keep anyone from signing in', async () => {
    const headers = { cookie: 'access_token=rotten' };
    const answer = await library.ask('mutation { again: signIn }', { headers });
    expect(answer.data).toEqual({ again: 'signed in' });
    // Not the one that clears: an answer sets a cookie once.
    expect(answer.headers.getSetCookie()).toEqual([
      'access_token=fresh; Path=/; HttpOnly',
      'refresh_token=fresh; Path=/; HttpOnly',
    ]);
  });

  it.each([
    'mutation { signIn signOut }',
    'mutation { signIn: signOut }',
    'mutation { signIn ...M } fragment M on Mutation { signOut }',
    'query { shelves }',
  ])('in a bad cookie are refused for %s', async (query) => {
    expect((await library.ask(query, { headers: { cookie: 'access_token=rotten' } })).status).toBe(401);
  });

  it('that are bad in a header are refused for signing in too', async () => {
    const answer = await library.ask('mutation { signIn }', { headers: { authorization: 'Bearer rotten' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('end with their session', async () => {
    const headers = { authorization: `Bearer ${library.issuer.token({ sub: 'r1', sid: 'ses_ended' })}` };
    const ask = () => library.ask('{ me { id } }', { headers });
    expect((await ask()).status).toBe(200);
    library.revoked.push({ id: 'ses_ended', revokedAt: Date.now() });
    const deadlineMs = Date.now() + 5_000;
    let status = 200;
    while (status === 200 && Date.now() < deadlineMs) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ({ status } = await ask());
    }
    expect(status).toBe(401);
  });
});
