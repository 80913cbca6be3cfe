import { startServices } from '../src/server';
import { registerUser } from '../src/services/registerUser';
import { goodPassword, operationsOf, setCookies, viewerOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
afterAll(() => subject.stop());

const count = async (table: string) =>
  Number((await subject.database.query(`select count(*) from ${table}`))[0].count as string);

describe('registering', () => {
  it('makes a user and signs them in, who reads everything about themself at once', async () => {
    const { user, tokens, errors, response } = await api.register({
      email: '  Zoe.Meyer@Example.COM ',
      username: 'Zoë_M',
      displayName: ' Zoe\u0308 Meyer ',
      firstName: 'Zoë',
      lastName: '',
      phone: '+14155550123',
      locale: 'de-CH',
    });
    expect(errors).toEqual([]);
    expect(user).toEqual({
      id: expect.stringMatching(/^usr_/),
      email: 'zoe.meyer@example.com',
      username: 'Zoë_M',
      displayName: 'Zoë Meyer',
      fullName: 'Zoë Meyer',
      firstName: 'Zoë',
      lastName: null,
      phone: '+14155550123',
      locale: 'de-CH',
      preferredCurrency: null,
      role: 'USER',
      scopes: [],
      isActive: true,
      emailVerifiedAt: null,
      createdAt: '2030-01-01T12:00:00.000Z',
      updatedAt: '2030-01-01T12:00:00.000Z',
    });
    expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresAt: '2030-01-01T12:15:00.000Z' });
    expect(viewerOf(String(tokens?.accessToken))).toMatchObject({ userId: user?.id, role: 'USER', scopes: [] });
    expect(setCookies(response)).toEqual([]);
  });

  it('puts the tokens into cookies and not into the body by default', async () => {
    const { tokens, response } = await api.register({ delivery: undefined });
    expect(tokens).toMatchObject({ accessToken: null, refreshToken: null, tokenType: 'Bearer' });
    expect(setCookies(response)).toEqual([
      expect.stringMatching(/^access_token=eyJ[\w.-]+; Max-Age=900; HttpOnly; SameSite=Lax; Path=\/$/),
      expect.stringMatching(/^refresh_token=[\w-]{43}; Max-Age=3600; HttpOnly; SameSite=Lax; Path=\/$/),
    ]);
  });

  it('tells user.created in the same transaction, without the address', async () => {
    const { id, user } = await api.registered();
    const [row] = await subject.database.query('select envelope from outbox where aggregate_id = $1', [id]);
    expect(row.envelope).toMatchObject({
      type: 'user.created',
      data: { userId: id, username: user['username'], displayName: user['displayName'], role: 'USER', locale: 'en' },
    });
    expect(JSON.stringify(row.envelope)).not.toContain('@');
  });

  it('makes up a username that gives nothing of the address away', async () => {
    const { user } = await api.registered({ username: null, displayName: 'Zoë van Dam', email: 'secret@example.com' });
    expect(user['username']).toMatch(/^zoe\.van\.dam-[a-z0-9]{8}$/);
  });

  it('refuses an address and a username that are taken, in any spelling', async () => {
    await api.registered({ email: 'taken@example.com', username: 'Taken.Name' });
    const byEmail = await api.register({ email: 'TAKEN@example.com' });
    expect(byEmail).toMatchObject({
      user: null,
      tokens: null,
      errors: [{ __typename: 'ValidationError', code: 'EMAIL_TAKEN', path: ['input', 'email'] }],
    });
    const byName = await api.register({ username: 'ｔaken.NAME' });
    expect(byName.errors).toMatchObject([{ code: 'USERNAME_TAKEN', path: ['input', 'username'] }]);
  });

  it('lets one of twenty at once have an address', async () => {
    const before = await count('user_account');
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.register({ email: 'race@example.com' })));
    expect(answers.filter(({ user }) => user !== null)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(Array(19).fill('EMAIL_TAKEN'));
    expect(await count('user_account')).toBe(before + 1);
  });

  it('refuses a weak password with its strength and advice', async () => {
    const short = await api.register({ password: 'short' });
    expect(short.errors).toMatchObject([{ __typename: 'WeakPasswordError', code: 'WEAK_PASSWORD', strength: 0 }]);
    const common = await api.register({ password: 'password1234' });
    expect(common.errors).toEqual([
      expect.objectContaining({ code: 'WEAK_PASSWORD', strength: 1, path: ['input', 'password'] }),
    ]);
    expect(common.errors[0]?.['suggestions']).not.toEqual([]);
    const own = await api.register({ email: 'wilhelmina.quist@example.com', password: 'wilhelmina.quist' });
    expect(own.errors).toMatchObject([{ code: 'WEAK_PASSWORD' }]);
  });

  it('stores neither the password nor a token in a readable form', async () => {
    const { refreshToken } = await api.registered({ idempotencyKey: 'canary-key-0001' });
    const tables = ['user_account', 'session', 'refresh_token', 'idempotency_record', 'outbox', 'login_attempt'];
    const rows = await Promise.all(tables.map((table) => subject.database.query(`select * from ${table}`)));
    const everything = JSON.stringify(rows);
    expect(everything).toContain('$2b$04$');
    expect(everything).not.toContain(goodPassword);
    expect(everything).not.toContain(refreshToken);
    expect(everything).not.toContain(Buffer.from(refreshToken, 'base64url').toString('hex'));
  });
});

describe('repeating a registration with its idempotency key', () => {
  const idempotencyKey = 'sign-up-0001';

  it('answers with the same user and fresh tokens', async () => {
    const input = { ...api.newPerson(), idempotencyKey };
    const before = await count('user_account');
    const first = await api.register(input);
    const second = await api.register(input);
    expect(first.errors).toEqual([]);
    expect(second.user).toEqual(first.user);
    expect(second.tokens?.refreshToken).not.toBe(first.tokens?.refreshToken);
    expect(await api.refresh(String(second.tokens?.refreshToken))).toMatchObject({ errors: [] });
    expect(await count('user_account')).toBe(before + 1);
  });

  it('makes one user when ten come at once', async () => {
    const input = { ...api.newPerson(), idempotencyKey };
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.register(input)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ user }) => user?.id)).size).toBe(1);
  });

  it('judges and hashes the password once, however many come and whenever', async () => {
    const services = await startServices(subject.config, subject.database, () => subject.clock.now);
    const work: string[] = [];
    const counting =
      <A extends unknown[], R>(name: string, run: (...args: A) => R) =>
      (...args: A) => {
        work.push(name);
        return run(...args);
      };
    const { hash, matches, strengthOf } = services.passwords;
    const passwords = {
      hash: counting('hash', hash),
      matches: counting('match', matches),
      strengthOf: counting('judge', strengthOf),
    };
    const device = { name: null, userAgent: null, ipAddress: null };
    const { email, password, displayName } = api.newPerson() as Record<'email' | 'password' | 'displayName', string>;
    const command = { email, password, displayName, idempotencyKey, device };
    const twin = () => registerUser({ ...services, passwords }, command);
    const twins = await Promise.all(Array.from({ length: 20 }, twin));
    expect(work).toEqual(['judge', 'hash']);
    expect(new Set(twins.map(({ user }) => user.id)).size).toBe(1);
    expect(new Set(twins.map(({ tokens }) => tokens.refresh.token)).size).toBe(20);
    await twin();
    expect(work).toEqual(['judge', 'hash', 'match']);
    await services.passwords.stop();
  });

  it('refuses another body, another password too', async () => {
    const input = { ...api.newPerson(), idempotencyKey };
    await api.register(input);
    const reused = { __typename: 'IdempotencyKeyReusedError', code: 'IDEMPOTENCY_KEY_REUSED' };
    const renamed = await api.register({ ...input, displayName: 'Someone Else' });
    expect(renamed).toMatchObject({ user: null, errors: [{ ...reused, firstUsedAt: expect.any(String) }] });
    const guessed = await api.register({ ...input, password: 'another-galaxy-umbrella-5' });
    expect(guessed).toMatchObject({ user: null, tokens: null, errors: [reused] });
  });

  it('gives nobody more guesses than a login does', async () => {
    const input = { ...api.newPerson(), idempotencyKey };
    await api.register(input);
    const guesses = Array.from({ length: 12 }, (_, n) =>
      api.register({ ...input, password: `guess-galaxy-sofa-${n}` }),
    );
    const codes = (await Promise.all(guesses)).map(({ errors }) => errors[0]?.code);
    expect(codes.filter((code) => code === 'IDEMPOTENCY_KEY_REUSED')).toHaveLength(10);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(2);
  });

  it('answers a refusal again, but not one from before it began', async () => {
    const taken = await api.registered();
    const input = { ...api.newPerson(), username: taken.user['username'], idempotencyKey };
    expect((await api.register(input)).errors).toMatchObject([{ code: 'USERNAME_TAKEN' }]);
    expect((await api.register(input)).errors).toMatchObject([{ code: 'USERNAME_TAKEN' }]);

    const weak = { ...api.newPerson(), idempotencyKey };
    expect((await api.register({ ...weak, password: 'short' })).errors).toMatchObject([{ code: 'WEAK_PASSWORD' }]);
    expect((await api.register(weak)).errors).toEqual([]);
  });

  it('is not hindered by the same key of someone else', async () => {
    await api.registered({ idempotencyKey: 'the-same-key' });
    expect((await api.register({ idempotencyKey: 'the-same-key' })).errors).toEqual([]);
  });
});
