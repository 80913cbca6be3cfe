import { createTestDatabase, cuttableProxy } from '@marquee/shared/testing';
import { usersEntities, usersMigrations } from '../src';
import { goodPassword, operationsOf, type Registered, viewerOf } from './support/operations';
import { type Caller, startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let anna: Registered;
let email: string;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
beforeEach(async () => {
  anna = await api.registered();
  email = String(anna.user['email']);
});
afterAll(() => subject.stop());

const formType = 'application/x-www-form-urlencoded';
interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly [more: string]: unknown;
}
const send = async (body: string, caller: Caller = {}, contentType = formType, asked = subject) => {
  const answer = await asked.users.handleRoute({
    method: 'POST',
    url: '/oauth/token',
    headers: { ...asked.identity(caller), 'content-type': contentType, 'user-agent': caller.userAgent ?? 'curl/8' },
    body,
  });
  return { ...answer, json: JSON.parse(answer.body) as Tokens };
};
const post = (fields: Record<string, string>, caller?: Caller, asked?: UsersUnderTest) =>
  send(new URLSearchParams(fields).toString(), caller, formType, asked);
const logIn = (username: string, password = goodPassword, caller?: Caller, asked?: UsersUnderTest) =>
  post({ grant_type: 'password', username, password }, caller, asked);
const refused = (error: string) => ({
  error,
  // RFC 6749, section 5.2: visible ASCII without quotation marks and backslashes.
  error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
});
const tables = ['user_account', 'session', 'refresh_token', 'login_attempt', 'outbox'];
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      tables.map((table) =>
        subject.database.query(
          `select * from ${table === 'outbox' ? '(select event_id, envelope from outbox) events' : table} order by 1`,
        ),
      ),
    ),
  );

describe('the password grant', () => {
  it('answers with tokens as RFC 6749 has them, which nobody may store', async () => {
    await subject.database.query("update user_account set role = 'MODERATOR' where id = $1", [anna.id]);
    const { status, headers, json } = await logIn(` ${email.toUpperCase()} `);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['pragma']).toBe('no-cache');
    expect(headers['set-cookie']).toBeUndefined();
    expect(json).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.any(String),
      scope: 'users:read',
    });
    expect(viewerOf(json.access_token)).toMatchObject({ userId: anna.id, role: 'MODERATOR', scopes: ['users:read'] });
  });

  it('opens a session like any other, from where the client is', async () => {
    const { json } = await logIn(email, goodPassword, { clientIp: '203.0.113.77', userAgent: 'old-client/2' });
    const { sessionId } = viewerOf(json.access_token);
    const [session] = await subject.database.query('select * from session where id = $1', [sessionId]);
    expect(session).toMatchObject({ user_agent: 'old-client/2', ip_address: '203.0.113.77', device_name: null });
    expect((await api.refresh(json.refresh_token)).errors).toEqual([]);
  });

  it('tells of no scope when there is none, and takes a charset, a client and a scope that it does not need', async () => {
    const form = new URLSearchParams({
      grant_type: 'password',
      username: email,
      password: goodPassword,
      client_id: 'old-cli',
      scope: 'users:read',
    });
    const { status, json } = await send(String(form), {}, `${formType}; charset=UTF-8`);
    expect(status).toBe(200);
    expect(json['scope']).toBe('');
  });

  it('reads what is percent-encoded as the text that it is', async () => {
    const password = 'käse + 100% & \ufffd == galaxy';
    await api.registered({ username: 'zoe.1', password });
    const form = `grant_type=password&username=zoe.1&password=${encodeURIComponent(password).replaceAll('%20', '+')}`;
    expect((await send(form)).status).toBe(200);
  });

  it('answers the same for an unknown account and for a wrong password', async () => {
    const known = await logIn(email, 'wrong-galaxy-umbrella-5', { clientIp: '203.0.113.1' });
    const unknown = await logIn('nobody@example.com', 'wrong-galaxy-umbrella-5', { clientIp: '203.0.113.1' });
    expect(known.status).toBe(400);
    expect(known.json).toEqual(refused('invalid_grant'));
    expect(known.headers['cache-control']).toBe('no-store');
    expect({ status: unknown.status, json: unknown.json }).toEqual({ status: known.status, json: known.json });
  });

  it('is under the limits of a login: of fifty guesses ten are checked, here and there together', async () => {
    const guess = (n: number) => logIn(email, 'wrong-galaxy-umbrella-5', { clientIp: `192.0.2.${n}` });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => guess(n)));
    const wrong = answers.filter(({ body }) => body.includes('is not right'));
    expect(wrong).toHaveLength(10);
    expect(answers.map(({ json }) => json)).toEqual(Array(50).fill(refused('invalid_grant')));
    expect((await logIn(email)).json).toEqual(refused('invalid_grant'));
    expect((await api.login(email)).errors).toMatchObject([{ code: 'ACCOUNT_LOCKED' }]);
  });

  it('says when to come back after fifty failures from one address', async () => {
    const here = { clientIp: '203.0.113.200' };
    const answers = await Promise.all(
      Array.from({ length: 52 }, (_, n) => logIn(`spray${n}@example.com`, 'wrong-galaxy-umbrella-5', here)),
    );
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(2);
    expect(limited[0]?.json).toEqual(refused('temporarily_unavailable'));
    expect(Number(limited[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('says when to come back when more log in at once than can be checked in time', async () => {
    const busy = await startUsersUnderTest({ subgraphTimeoutMs: 0 });
    const answer = await logIn(email, goodPassword, {}, busy);
    await busy.stop();
    expect(answer).toMatchObject({ status: 429, json: refused('temporarily_unavailable') });
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('says to try again while the database is away', async () => {
    const database = await createTestDatabase('users', { entities: usersEntities, migrations: usersMigrations });
    const proxy = await cuttableProxy(database.url);
    const cut = await startUsersUnderTest({ databaseUrl: proxy.url });
    proxy.cut();
    const answer = await logIn(email, goodPassword, {}, cut);
    proxy.mend();
    await cut.stop();
    await proxy.close();
    await database.drop();
    expect(answer).toMatchObject({ status: 503, json: refused('temporarily_unavailable') });
  });

  it('lets nobody into an account that is switched off', async () => {
    await subject.database.query('update user_account set is_active = false where id = $1', [anna.id]);
    expect(await logIn(email)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });
});

describe('the refresh grant', () => {
  const refresh = (refresh_token: string) => post({ grant_type: 'refresh_token', refresh_token });

  it('trades a refresh token for new ones, once', async () => {
    const { status, json } = await refresh(anna.refreshToken);
    expect(status).toBe(200);
    expect(viewerOf(json.access_token)).toEqual(anna.viewer);
    expect(json.refresh_token).not.toBe(anna.refreshToken);
    // Reuse ends the family, as it does by GraphQL.
    expect(await refresh(anna.refreshToken)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect(await refresh(json.refresh_token)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it.each(['x', 'y'.repeat(43), 'x'.repeat(10_000), '\u0000', "' or 1=1 --"])('refuses %.20j', async (token) => {
    expect(await refresh(token)).toMatchObject({ status: 400, json: refused('invalid_grant') });
  });
});

describe('a bad form', () => {
  const password = 'grant_type=password&username=anna&password=p';
  it.each([
    ['nothing', '', 'invalid_request'],
    ['no grant type', 'username=anna&password=p', 'invalid_request'],
    ['an empty grant type', 'grant_type=', 'invalid_request'],
    ['another grant', 'grant_type=client_credentials', 'unsupported_grant_type'],
    ['the authorization code grant', 'grant_type=authorization_code&code=x', 'unsupported_grant_type'],
    ['no user name', 'grant_type=password&password=p', 'invalid_request'],
    ['an empty password', 'grant_type=password&username=anna&password=', 'invalid_request'],
    ['a parameter twice', `${password}&password=q`, 'invalid_request'],
    ['two grant types', `${password}&grant_type=refresh_token`, 'invalid_request'],
    ['a parameter twice that nobody reads', `${password}&scope=a&scope=b`, 'invalid_request'],
    ['a parameter twice, written differently', `${password}&p%61ssword=p`, 'invalid_request'],
    ['bytes that are no text', 'grant_type=password&username=anna&password=%ff%fe', 'invalid_request'],
    ['such bytes in a name', `${password}&%ff=x`, 'invalid_request'],
    ['half of a surrogate pair', 'grant_type=password&username=anna&password=%ed%a0%80', 'invalid_request'],
    ['what is left of unescaped bytes', 'grant_type=password&username=anna&password=p\ufffd', 'invalid_request'],
    ['half an escape', 'grant_type=password&username=anna&password=100%', 'invalid_request'],
    ['NUL in the user name', 'grant_type=password&username=an%00na&password=p', 'invalid_request'],
    ['NUL in the password', 'grant_type=password&username=anna&password=p%00', 'invalid_request'],
    ['a user name of 10 kB', `grant_type=password&username=${'x'.repeat(10_000)}&password=p`, 'invalid_request'],
    ['a password over 1 kB', `grant_type=password&username=anna&password=${'x'.repeat(1_025)}`, 'invalid_request'],
    ['20 kB', `${password}&pad=${'x'.repeat(20_000)}`, 'invalid_request'],
    ['no refresh token', 'grant_type=refresh_token', 'invalid_request'],
  ])('with %s is refused, and nothing has changed', async (_case, body, error) => {
    const before = await everything();
    const answer = await send(body);
    expect({ status: answer.status, json: answer.json }).toEqual({ status: 400, json: refused(error) });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await everything()).toBe(before);
  });

  it.each([
    ['application/json', JSON.stringify({ grant_type: 'password', username: 'anna', password: 'p' })],
    ['text/plain', 'grant_type=password'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('as %s is refused', async (contentType, body) => {
    expect(await send(body, {}, contentType)).toMatchObject({ status: 400, json: refused('invalid_request') });
  });

  it('is not even read without the signature of the gateway', async () => {
    const before = await everything();
    const form = new URLSearchParams({ grant_type: 'password', username: email, password: goodPassword });
    const answer = await subject.users.handleRoute({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': formType },
      body: String(form),
    });
    expect(answer.status).toBe(401);
    expect(await everything()).toBe(before);
  });
});
