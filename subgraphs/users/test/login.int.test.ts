import { goodPassword, operationsOf, setCookies, viewerOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
afterAll(() => subject.stop());

let addresses = 0;
/** A caller whose address has no failures yet. */
const somewhere = () => {
  addresses += 1;
  return { clientIp: `203.0.113.${addresses}` };
};
const wrong = 'wrong-galaxy-umbrella-5';

describe('logging in', () => {
  it.each([
    ['e-mail address', 'ida.berg@example.com'],
    ['e-mail address in another spelling', ' IDA.Berg@Example.com '],
    ['username', 'Ida_B'],
    ['username in another spelling', 'ＩDA_b'],
  ])('works by %s', async (_way, identifier) => {
    await api.register({ email: 'ida.berg@example.com', username: 'Ida_B', displayName: 'Ida' });
    const { user, tokens, errors } = await api.login(identifier);
    expect(errors).toEqual([]);
    expect(user).toMatchObject({ email: 'ida.berg@example.com', displayName: 'Ida' });
    expect(viewerOf(String(tokens?.accessToken)).userId).toBe(user?.id);
  });

  it('opens a session that remembers the device', async () => {
    const { user } = await api.registered();
    const caller = { ...somewhere(), userAgent: `Browser/1.0 ${'x'.repeat(500)}` };
    const { tokens } = await api.login(String(user['username']), goodPassword, caller, {
      deviceName: 'Kitchen tablet',
    });
    const { sessionId } = viewerOf(String(tokens?.accessToken));
    const [session] = await subject.database.query('select * from session where id = $1', [sessionId]);
    expect(session).toMatchObject({ device_name: 'Kitchen tablet', ip_address: caller.clientIp, revoked_at: null });
    expect(session.user_agent).toHaveLength(255);
  });

  it('sets cookies by default', async () => {
    const { user } = await api.registered();
    const { tokens, response } = await api.login(String(user['email']), goodPassword, somewhere(), {
      delivery: 'COOKIE',
    });
    expect(tokens).toMatchObject({ accessToken: null, refreshToken: null });
    expect(setCookies(response)).toHaveLength(2);
  });

  it('answers the same for an unknown account and for a wrong password', async () => {
    const { user } = await api.registered();
    const known = await api.login(String(user['email']), wrong, somewhere());
    const unknown = await api.login('nobody@example.com', wrong, somewhere());
    expect(known.response.body).toEqual(unknown.response.body);
    expect(known).toMatchObject({
      user: null,
      tokens: null,
      errors: [{ __typename: 'InvalidCredentialsError', code: 'INVALID_CREDENTIALS', attemptsLeft: null }],
    });
    expect(setCookies(known.response)).toEqual([]);
  });

  it('tells of a disabled account only to who knows the password', async () => {
    const { id, user } = await api.registered();
    await subject.database.query('update user_account set is_active = false where id = $1', [id]);
    const right = await api.login(String(user['email']), goodPassword, somewhere());
    expect(right).toMatchObject({ user: null, tokens: null, errors: [{ code: 'ACCOUNT_DISABLED' }] });
    const guessed = await api.login(String(user['email']), wrong, somewhere());
    expect(guessed.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });

  it('is refused twice in one request, and no password is looked at', async () => {
    const { user } = await api.registered();
    const login = `login(input: { identifier: "${String(user['email'])}", password: "${goodPassword}" })`;
    const { body, headers } = await subject.run(
      `mutation { a: ${login} { user { id } errors { code message } } b: ${login} { user { id } errors { code message } } }`,
    );
    const refused = { user: null, errors: [{ code: 'VALIDATION', message: expect.stringContaining('once only') }] };
    expect(body.data).toEqual({ a: refused, b: refused });
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('guessing passwords', () => {
  const codesOf = async (attempts: ReturnType<typeof api.login>[]) => {
    const answers = await Promise.all(attempts);
    return answers.map(({ errors }) => errors[0]?.code ?? 'OK');
  };
  const tally = (codes: readonly string[], code: string) => codes.filter((each) => each === code).length;

  it('checks ten of fifty guesses at once, wherever they come from', async () => {
    const { user } = await api.registered();
    const codes = await codesOf(
      Array.from({ length: 50 }, (_, n) => api.login(String(user[n % 2 ? 'email' : 'username']), wrong, somewhere())),
    );
    expect(tally(codes, 'INVALID_CREDENTIALS')).toBe(10);
    expect(tally(codes, 'ACCOUNT_LOCKED')).toBe(40);
  });

  it('locks an account that does not exist just the same', async () => {
    const codes = await codesOf(Array.from({ length: 12 }, () => api.login('ghost@example.com', wrong, somewhere())));
    expect([tally(codes, 'INVALID_CREDENTIALS'), tally(codes, 'ACCOUNT_LOCKED')]).toEqual([10, 2]);
  });

  it('locks out new logins, the right password too, until the first failure is 15 minutes old', async () => {
    const { user, refreshToken } = await api.registered();
    const email = String(user['email']);
    const start = subject.clock.now.getTime();
    const after = (minutes: number) => new Date(start + minutes * 60_000);
    await api.login(email, wrong, somewhere());
    subject.clock.now = after(5);
    for (let n = 0; n < 9; n += 1) await api.login(email, wrong, somewhere());

    subject.clock.now = after(14.9);
    const locked = await api.login(email, goodPassword, somewhere());
    expect(locked).toMatchObject({
      user: null,
      errors: [{ __typename: 'AccountLockedError', code: 'ACCOUNT_LOCKED', lockedUntil: after(15).toISOString() }],
    });
    // Whoever is in stays in.
    expect((await api.refresh(refreshToken)).errors).toEqual([]);

    subject.clock.now = after(15.1);
    expect((await api.login(email, goodPassword, somewhere())).errors).toEqual([]);
  });

  it('does not count successes', async () => {
    const { user } = await api.registered();
    const here = somewhere();
    for (let n = 0; n < 60; n += 1) {
      expect((await api.login(String(user['email']), goodPassword, here)).errors).toEqual([]);
    }
    const [{ left }] = await subject.database.query(
      'select coalesce(sum(cardinality(attempted_at)), 0)::int as left from login_attempt where subject = any($1)',
      [[`address:${here.clientIp}`, `account:${String(user['id'])}`]],
    );
    expect(left).toBe(0);
  });

  it('allows fifty failures from one address over all accounts', async () => {
    const here = somewhere();
    const attempts = Array.from({ length: 60 }, (_, n) =>
      subject.run(api.loginMutation, { input: { identifier: `spray${n}@example.com`, password: wrong } }, here),
    );
    const answers = await Promise.all(attempts);
    const limited = answers.filter(({ body }) => body.errors?.[0]?.extensions?.['code'] === 'RATE_LIMITED');
    expect(limited).toHaveLength(10);
    const elsewhere = await api.login('spray@example.com', wrong, somewhere());
    expect(elsewhere.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });
});

describe('more people at once than can be checked in time', () => {
  it('are told when to come back, and have lost no attempt', async () => {
    const busy = await startUsersUnderTest({ subgraphTimeoutMs: 0 });
    const { body } = await busy.run(api.loginMutation, { input: { identifier: 'ghost', password: wrong } });
    const counted = await busy.database.query('select subject from login_attempt where cardinality(attempted_at) > 0');
    await busy.stop();
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('Try again in 1 s.'), extensions: { code: 'RATE_LIMITED' } },
    ]);
    expect(counted).toEqual([]);
  });
});
