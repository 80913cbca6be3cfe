import { createHmac } from 'node:crypto';
import { createLogger } from '@marquee/shared/logging';
import { createIssuer } from '../../test/support/issuer';
import type { Authenticator } from './authenticate';
import { createAuthenticator } from './createAuthenticator';

let nowMs = Date.parse('2030-01-01T12:00:00Z');
const now = (): number => nowMs;
const nowSeconds = (): number => Math.floor(nowMs / 1000);
const issuer = createIssuer('key-1', now);
const stranger = createIssuer('key-1', now);
const revoked: { id: string; revokedAt: number }[] = [];
let fetches: string[] = [];
let published = issuer.jwks();
let authenticator: Authenticator;

function start(): Promise<Authenticator> {
  return createAuthenticator({
    issuer: 'marquee',
    audience: 'marquee',
    cookie: { name: 'access_token', isSecure: true },
    fetchKeys: async () => {
      fetches.push('keys');
      return published;
    },
    fetchRevokedSince: async () => JSON.stringify({ now: nowMs, sessions: revoked }),
    logger: createLogger({ service: 'test', level: 'silent' }),
    now,
  });
}

beforeEach(async () => {
  nowMs = Date.parse('2030-01-01T12:00:00Z');
  published = issuer.jwks();
  revoked.length = 0;
  authenticator = await start();
  fetches = [];
});
afterEach(() => authenticator.stop());

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const bearer = (token: string) => authenticator.authenticate({ authorization: `Bearer ${token}` });
const refused = expect.objectContaining({
  viewer: null,
  refusal: expect.objectContaining({ code: 'UNAUTHENTICATED', httpStatus: 401 }),
});

/** A good token with parts of it replaced, signature as it was. */
function tampered({ header = {}, payload = {}, signature }: { header?: object; payload?: object; signature?: string }) {
  const [head = '', body = '', good = ''] = issuer.token().split('.');
  const decoded = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString());
  const changed = [
    Object.keys(header).length > 0 ? base64url({ ...decoded(head), ...header }) : head,
    Object.keys(payload).length > 0 ? base64url({ ...decoded(body), ...payload }) : body,
  ];
  return [...changed, signature ?? good].join('.');
}

/** The classic confusion: the public key, known to all, taken as an HMAC secret. */
function signedWithPublicKey(): string {
  const content = tampered({ header: { alg: 'HS256' } })
    .split('.')
    .slice(0, 2)
    .join('.');
  const secret = issuer.publicKey.export({ type: 'spki', format: 'pem' });
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

describe('a good token', () => {
  it('says who it is and until when', async () => {
    expect(await bearer(issuer.token({ sub: 'usr_7', scope: 'a b', role: 'ADMIN', sid: 'ses_7' }))).toMatchObject({
      viewer: { userId: 'usr_7', scopes: ['a', 'b'], role: 'ADMIN', sessionId: 'ses_7' },
      expiresAtMs: nowMs + 15 * 60_000,
      refusal: null,
    });
  });

  it('is accepted from the cookie, and from both when they are the same', async () => {
    const token = issuer.token();
    const cookie = `theme=dark; __Host-access_token=${token}`;
    expect(await authenticator.authenticate({ cookie })).toMatchObject({ viewer: { userId: 'usr_1' } });
    const both = { cookie, authorization: `Bearer ${token}` };
    expect(await authenticator.authenticate(both)).toMatchObject({ viewer: { userId: 'usr_1' } });
  });

  it('is good for at most 5 s more by a clock that is ahead', async () => {
    const token = issuer.token({ exp: nowSeconds() + 60 });
    nowMs += 64_000;
    expect(await bearer(token)).toMatchObject({ refusal: null });
    nowMs += 1_000;
    expect(await bearer(token)).toEqual(refused);
  });

  it('works with a second key, published while keys rotate, and costs one look at the keys', async () => {
    const next = createIssuer('key-2', now);
    published = JSON.stringify({ keys: [issuer, next].flatMap((each) => JSON.parse(each.jwks()).keys) });
    nowMs += 5_000;
    const answers = await Promise.all([
      bearer(next.token()),
      bearer(next.token({ sub: 'usr_2' })),
      bearer(issuer.token()),
    ]);
    expect(answers.map(({ refusal }) => refusal)).toEqual([null, null, null]);
    expect(fetches).toEqual(['keys']);
  });
});

describe('without credentials', () => {
  it.each([{}, { cookie: 'theme=dark' }, { cookie: '__Host-access_token=' }, { cookie: 'access_token=x' }])(
    'a caller is anonymous: %j',
    async (headers) => {
      expect(await authenticator.authenticate(headers)).toEqual({
        viewer: null,
        expiresAtMs: null,
        refusal: null,
        clearCookies: [],
        isOnlyCookieRefused: false,
      });
    },
  );
});

describe('a token that is not exactly right', () => {
  it.each<[string, () => string]>([
    ['alg none', () => tampered({ header: { alg: 'none' }, signature: '' })],
    ['alg None', () => tampered({ header: { alg: 'None' }, signature: '' })],
    ['alg NONE', () => tampered({ header: { alg: 'NONE' }, signature: '' })],
    ['an empty alg', () => tampered({ header: { alg: '' }, signature: '' })],
    ['no signature', () => tampered({ signature: '' })],
    ['a changed payload', () => tampered({ payload: { role: 'SUPER_ADMIN' } })],
    ['a changed signature', () => tampered({ signature: Buffer.alloc(64, 7).toString('base64url') })],
    ['a signature of zeros', () => tampered({ signature: Buffer.alloc(64).toString('base64url') })],
    ["somebody else's key under a known id", () => stranger.token()],
    ['expired', () => issuer.token({ exp: nowSeconds() - 5 })],
    ['no end', () => issuer.token({ exp: undefined })],
    ['an end far away', () => issuer.token({ exp: nowSeconds() + 25 * 3600 })],
    ['nbf in the future', () => issuer.token({ nbf: nowSeconds() + 6 })],
    ['another issuer', () => issuer.token({ iss: 'somebody' })],
    ['another audience', () => issuer.token({ aud: 'other' })],
    ['no audience', () => issuer.token({ aud: undefined })],
    ['a refresh token', () => issuer.token({ typ: 'refresh' })],
    ['no type', () => issuer.token({ typ: undefined })],
    ['no session', () => issuer.token({ sid: undefined })],
    ['an unknown role', () => issuer.token({ role: 'OWNER' })],
    ['no key id', () => tampered({ header: { kid: undefined } })],
    ['an unknown key id', () => issuer.token({}, { keyid: 'key-9' })],
    ['a path for a key id', () => issuer.token({}, { keyid: '../../../../dev/null' })],
    ['SQL for a key id', () => issuer.token({}, { keyid: "key-1' UNION SELECT 'secret' --" })],
    ['a property for a key id', () => issuer.token({}, { keyid: '__proto__' })],
    [
      'a key of its own',
      () => issuer.token({}, { header: { alg: 'ES256', jwk: JSON.parse(stranger.jwks()).keys[0] } as never }),
    ],
    ['a place for keys', () => issuer.token({}, { header: { alg: 'ES256', jku: 'http://evil.example/keys' } })],
    ['a place for certificates', () => issuer.token({}, { header: { alg: 'ES256', x5u: 'http://evil.example/c' } })],
    ['HS256 over the public key', signedWithPublicKey],
    ['two parts', () => issuer.token().split('.').slice(0, 2).join('.')],
    ['not a token', () => 'hello'],
    ['a huge text', () => `${'a'.repeat(10_000)}.b.c`],
  ])('is refused: %s', async (_name, token) => {
    expect(await bearer(token())).toEqual(refused);
    expect(fetches).toEqual([]);
  });

  it('is refused when it differs from the cookie', async () => {
    const headers = {
      cookie: `__Host-access_token=${issuer.token()}`,
      authorization: `Bearer ${issuer.token({ sub: 'x' })}`,
    };
    expect(await authenticator.authenticate(headers)).toEqual(refused);
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', ''])('is refused as "%s"', async (authorization) => {
    expect(await authenticator.authenticate({ authorization })).toEqual(refused);
  });

  it('is taken away when it was a cookie', async () => {
    const answer = await authenticator.authenticate({ cookie: '__Host-access_token=rotten' });
    expect(answer).toMatchObject({
      isOnlyCookieRefused: true,
      clearCookies: ['__Host-access_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure'],
    });
  });

  it('with an unknown key makes the keys be read at most every 5 s', async () => {
    const ask = () => bearer(issuer.token({}, { keyid: 'key-9' }));
    await ask();
    expect(fetches).toEqual([]);
    nowMs += 5_000;
    await Promise.all([ask(), ask()]);
    await ask();
    expect(fetches).toEqual(['keys']);
  });
});

describe('a remembered token', () => {
  it('is refused once its session is revoked, and its sockets are told', async () => {
    const token = issuer.token({ sid: 'ses_9' });
    expect(await bearer(token)).toMatchObject({ refusal: null });
    await authenticator.stop();
    revoked.push({ id: 'ses_9', revokedAt: nowMs });
    authenticator = await start();
    expect(await bearer(token)).toEqual(refused);
    expect(authenticator.isRevoked('ses_9')).toBe(true);
    expect(await bearer(issuer.token({ sid: 'ses_10' }))).toMatchObject({ refusal: null });
  });
});

describe('without any keys', () => {
  it('nobody is told that a token is bad', async () => {
    published = 'a proxy is unwell';
    await authenticator.stop();
    authenticator = await start();
    const answer = await authenticator.authenticate({ cookie: `__Host-access_token=${issuer.token()}` });
    expect(answer).toMatchObject({ refusal: { code: 'DOWNSTREAM_UNAVAILABLE', httpStatus: 503 }, clearCookies: [] });
  });
});
