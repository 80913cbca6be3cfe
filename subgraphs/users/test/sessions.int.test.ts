import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { verify } from 'jsonwebtoken';
import { operationsOf, setCookies, viewerOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
afterAll(() => subject.stop());

const tokenInvalid = [{ code: 'TOKEN_INVALID', path: ['refreshToken'] }];
const revokedEvents = async (sessionId: string) =>
  subject.database.query("select envelope from outbox where type = 'session.revoked' and aggregate_id = $1", [
    sessionId,
  ]);
const cleared = [
  expect.stringMatching(/^access_token=; Max-Age=0;/),
  expect.stringMatching(/^refresh_token=; Max-Age=0;/),
];

describe('refreshing', () => {
  it('trades a token for new ones of the same session, which stays open longer', async () => {
    const { refreshToken, viewer, user } = await api.registered();
    const { tokens, errors, user: refreshed, response } = await api.refresh(refreshToken);
    expect(errors).toEqual([]);
    expect(refreshed).toEqual(user);
    expect(viewerOf(String(tokens?.accessToken))).toEqual(viewer);
    expect(tokens?.refreshToken).not.toBe(refreshToken);
    expect(setCookies(response)).toEqual([]);
    expect((await api.refresh(String(tokens?.refreshToken))).errors).toEqual([]);
  });

  it('reads the cookie when there is no argument, and answers with cookies', async () => {
    const { response } = await api.register({ delivery: 'COOKIE' });
    const cookie = setCookies(response)
      .map((value) => value.split(';')[0])
      .join('; ');
    const refreshed = await api.refresh(null, { cookie });
    expect(refreshed).toMatchObject({ errors: [], tokens: { accessToken: null, refreshToken: null } });
    expect(setCookies(refreshed.response)).toHaveLength(2);
    expect(setCookies(refreshed.response)[1]).not.toContain(cookie.split('refresh_token=')[1]);
  });

  it('ends the whole session when a spent token comes back', async () => {
    const { refreshToken, viewer } = await api.registered();
    const second = String((await api.refresh(refreshToken)).tokens?.refreshToken);
    expect(await api.refresh(refreshToken)).toMatchObject({ user: null, tokens: null, errors: tokenInvalid });
    expect((await api.refresh(second)).errors).toMatchObject(tokenInvalid);
    expect(await revokedEvents(viewer.sessionId)).toEqual([
      { envelope: expect.objectContaining({ data: expect.objectContaining({ userId: viewer.userId }) }) },
    ]);
  });

  it('gives tokens to one of twenty calls at most, and fails for none', async () => {
    const { refreshToken, viewer } = await api.registered();
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.refresh(refreshToken)));
    const given = answers.flatMap(({ tokens }) => tokens ?? []);
    expect(given).toHaveLength(1);
    // The other nineteen were reuses: what the one got is worth nothing any more.
    expect((await api.refresh(String(given[0]?.refreshToken))).errors).toMatchObject(tokenInvalid);
    expect(await revokedEvents(viewer.sessionId)).toHaveLength(1);
  });

  it('refuses unknown and malformed tokens, and clears a cookie that is of no use', async () => {
    for (const token of ['', 'x'.repeat(43), 'x'.repeat(10_000), '\u0000', "' or 1=1 --", '\ud800']) {
      const { errors, response } = await api.refresh(token);
      expect(errors).toMatchObject(tokenInvalid);
      expect(setCookies(response)).toEqual([]);
    }
    const { response, errors } = await api.refresh(null, { cookie: `refresh_token=${'y'.repeat(43)}` });
    expect(errors).toMatchObject(tokenInvalid);
    expect(setCookies(response)).toEqual(cleared);
  });

  it('refuses an access token, an expired token and a disabled user', async () => {
    const { tokens } = await api.register();
    expect((await api.refresh(String(tokens?.accessToken))).errors).toMatchObject(tokenInvalid);

    const late = await api.registered();
    const now = subject.clock.now;
    subject.clock.now = new Date(now.getTime() + 3_600_000);
    expect((await api.refresh(late.refreshToken)).errors).toMatchObject(tokenInvalid);
    subject.clock.now = now;

    const disabled = await api.registered();
    await subject.database.query('update user_account set is_active = false where id = $1', [disabled.id]);
    expect((await api.refresh(disabled.refreshToken)).errors).toMatchObject(tokenInvalid);
  });
});

describe('logging out', () => {
  it('ends this session and no other, and clears the cookies', async () => {
    const first = await api.registered();
    const second = await api.login(String(first.user['email']));
    const { revokedSessions, errors, response } = await api.logout({ viewer: first.viewer });
    expect({ revokedSessions, errors }).toEqual({ revokedSessions: 1, errors: [] });
    expect(setCookies(response)).toEqual(cleared);
    expect((await api.refresh(first.refreshToken)).errors).toMatchObject(tokenInvalid);
    expect((await api.refresh(String(second.tokens?.refreshToken))).errors).toEqual([]);
    expect(await revokedEvents(first.viewer.sessionId)).toHaveLength(1);
    expect((await api.logout({ viewer: first.viewer })).revokedSessions).toBe(0);
  });

  it('ends every session of the user everywhere, and nobody else’s', async () => {
    const first = await api.registered();
    await api.login(String(first.user['email']));
    const other = await api.registered();
    expect((await api.logout({ viewer: first.viewer }, true)).revokedSessions).toBe(2);
    expect((await api.refresh(other.refreshToken)).errors).toEqual([]);
  });

  it('works by the refresh cookie when the access token is gone', async () => {
    const { refreshToken, viewer } = await api.registered();
    const answer = await api.logout({ cookie: `refresh_token=${refreshToken}` });
    expect(answer.revokedSessions).toBe(1);
    expect(await revokedEvents(viewer.sessionId)).toHaveLength(1);
  });

  it('is no error for someone who is not signed in, or whose token is spent', async () => {
    expect(await api.logout()).toMatchObject({ revokedSessions: 0, errors: [] });
    const { refreshToken } = await api.registered();
    const next = String((await api.refresh(refreshToken)).tokens?.refreshToken);
    expect((await api.logout({ cookie: `refresh_token=${refreshToken}` }, true)).revokedSessions).toBe(0);
    expect((await api.refresh(next)).errors).toEqual([]);
  });

  it.each(['access token', 'refresh cookie'])(
    'does not stand in its own way when six devices log out everywhere at once, by %s',
    async (proof) => {
      const { user } = await api.registered();
      const devices = await Promise.all(Array.from({ length: 5 }, () => api.login(String(user['email']))));
      const callers = devices.map(({ tokens }) =>
        proof === 'access token'
          ? { viewer: viewerOf(String(tokens?.accessToken)) }
          : { cookie: `refresh_token=${tokens?.refreshToken}` },
      );
      const answers = await Promise.all(callers.map((caller) => api.logout(caller, true)));
      expect(answers.reduce((sum, { revokedSessions }) => sum + revokedSessions, 0)).toBe(6);
    },
  );
});

describe('what the gateway asks', () => {
  const get = (url: string, headers: Record<string, string> = {}) =>
    subject.users.handleRoute({ method: 'GET', url, headers });

  it('is the public keys, which verify the tokens and are open to everyone', async () => {
    const { tokens } = await api.register();
    const { status, body } = await get('/.well-known/jwks.json');
    const { keys } = JSON.parse(body) as { keys: (JsonWebKey & { kid: string })[] };
    expect(status).toBe(200);
    expect(keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: expect.any(String),
        alg: 'ES256',
        use: 'sig',
      },
    ]);
    const key = createPublicKey({ key: keys[0] as JsonWebKey, format: 'jwk' });
    const clockTimestamp = subject.clock.now.getTime() / 1000;
    const checks = { algorithms: ['ES256' as const], issuer: 'marquee', audience: 'marquee', clockTimestamp };
    expect(verify(String(tokens?.accessToken), key, checks)).toMatchObject({ typ: 'access' });
  });

  it('is every unexpired key while one replaces the other', async () => {
    const insert = `insert into signing_key select $1, public_jwk, sealed_private_key, created_at - interval '1 day', $2, signs_from - interval '1 day'
                    from signing_key limit 1`;
    const now = subject.clock.now.getTime();
    await subject.database.query(insert, ['key_outgoing', new Date(now + 60_000)]);
    await subject.database.query(insert, ['key_gone', new Date(now - 60_000)]);
    const { body } = await get('/.well-known/jwks.json');
    const kids = (JSON.parse(body) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
    expect(kids).toHaveLength(2);
    expect(kids).toContain('key_outgoing');
    await subject.database.query("delete from signing_key where kid like 'key\\_outgoing' or kid = 'key_gone'");
  });

  it('is which sessions were revoked while their access tokens may be about, for the gateway only', async () => {
    const { viewer } = await api.registered();
    const start = subject.clock.now.getTime();
    await api.logout({ viewer });
    const asked = async (since: number) => {
      const { body } = await get(`/internal/revocations?since=${since}`, subject.identity());
      return JSON.parse(body) as { now: number; sessions: { id: string; revokedAt: number }[] };
    };
    const revoked = { id: viewer.sessionId, revokedAt: start };
    expect(await asked(start - 1)).toMatchObject({ now: start, sessions: expect.arrayContaining([revoked]) });
    // The time of a revocation is older than its commit, so an answer reaches back a little.
    expect((await asked(start + 2_000)).sessions).toContainEqual(revoked);
    expect((await asked(start + 60_000)).sessions).not.toContainEqual(revoked);
    subject.clock.now = new Date(start + 20 * 60_000);
    expect((await asked(0)).sessions).not.toContainEqual(revoked);
    subject.clock.now = new Date(start);

    expect((await get('/internal/revocations?since=0')).status).toBe(401);
    expect((await get('/internal/revocations?since=x', subject.identity())).status).toBe(400);
  });
});
