import { identityHeader } from '@marquee/shared/auth';
import { busMigrations } from '@marquee/shared/events';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import { seedDemoAccounts, startUsers, usersEntities, usersMigrations } from '../src';
import { openUsersDatabase } from '../src/persistence/dataSource';
import { loadSigningKeys } from '../src/services/tokens/signingKeys';
import { operationsOf, viewerOf } from './support/operations';
import { configFor, logger, secret, startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

describe('over HTTP', () => {
  let subject: UsersUnderTest;
  let url: string;
  beforeAll(async () => {
    subject = await startUsersUnderTest();
    ({ url } = await subject.users.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => subject.stop());

  const post = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });

  it.each(['{ __typename }', '{ _service { sdl } }', '{ me { id } }', 'not even GraphQL'])(
    'answers 401 to %s without the signature of the gateway',
    async (query) => {
      for (const headers of [
        {},
        { [identityHeader]: 'x.y.z' },
        { 'x-user-id': 'usr_1', 'x-user-role': 'SUPER_ADMIN' },
      ]) {
        const answer = await post(query, headers);
        expect(answer.status).toBe(401);
        expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      }
    },
  );

  it('answers the gateway, cookies included', async () => {
    const input = `{ email: "http@example.com", displayName: "H", password: "teapot-galaxy-umbrella-5" }`;
    const answer = await post(
      `mutation { register(input: ${input}) { user { email } errors { code } } }`,
      subject.identity(),
    );
    expect(await answer.json()).toEqual({ data: { register: { user: { email: 'http@example.com' }, errors: [] } } });
    expect(answer.headers.getSetCookie()).toHaveLength(2);
  });

  it('is ready, and publishes its keys to everyone', async () => {
    const ready = await fetch(`${url}/health/ready`);
    expect(await ready.json()).toEqual({ ready: true, dependencies: { database: true, bus: true } });
    expect((await fetch(`${url}/.well-known/jwks.json`)).status).toBe(200);
    expect((await fetch(`${url}/internal/revocations`)).status).toBe(401);
  });
});

describe('starting', () => {
  let own: TestDatabase;
  let bus: TestDatabase;
  beforeEach(async () => {
    own = await createTestDatabase('users', { entities: usersEntities, migrations: usersMigrations });
    bus = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
  });
  afterEach(async () => {
    await own.drop();
    await bus.drop();
  });
  const look = async (sql: string) => {
    const database = await openUsersDatabase(own.url, logger);
    const rows: Record<string, unknown>[] = await database.query(sql);
    await database.destroy();
    return rows;
  };

  it('makes one signing key, however many replicas start at once, and keeps it', async () => {
    const database = await openUsersDatabase(own.url, logger);
    const load = async () => (await loadSigningKeys(database, secret, () => new Date())).current();
    const loaded = await Promise.all(Array.from({ length: 8 }, load));
    expect(new Set(loaded.map(({ kid }) => kid)).size).toBe(1);
    await database.destroy();

    await (await startUsers(configFor(own.url, bus.url), { logger })).stop();
    expect(await look('select kid from signing_key')).toHaveLength(1);
    const [key] = await look('select sealed_private_key, public_jwk from signing_key');
    expect(Object.keys(key?.['public_jwk'] as object).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
  });

  it('refuses another TOKEN_KEY_SECRET than the key was stored with', async () => {
    await (await startUsers(configFor(own.url, bus.url), { logger })).stop();
    const changed = configFor(own.url, bus.url, { tokenKeySecret: 'another-secret-of-thirty-two-bytes!!' });
    await expect(startUsers(changed, { logger })).rejects.toThrow('TOKEN_KEY_SECRET does not open');
  });

  it('makes the first SUPER_ADMIN once, and never touches an account that is there', async () => {
    const admin = { adminEmail: 'Root@Example.com', adminPassword: 'teapot-galaxy-umbrella-5' };
    const replicas = await Promise.all([1, 2].map(() => startUsers(configFor(own.url, bus.url, admin), { logger })));
    await Promise.all(replicas.map((replica) => replica.stop()));
    const [first] = await look('select * from user_account');
    expect(first).toMatchObject({ email: 'root@example.com', role: 'SUPER_ADMIN' });
    const again = { ...admin, adminPassword: 'quite-another-pass-phrase-9' };
    await (await startUsers(configFor(own.url, bus.url, again), { logger })).stop();
    expect(await look('select * from user_account')).toEqual([first]);
  });

  it('refuses a first SUPER_ADMIN with a weak password', async () => {
    const admin = { adminEmail: 'root@example.com', adminPassword: 'password1234' };
    await expect(startUsers(configFor(own.url, bus.url, admin), { logger })).rejects.toThrow(
      expect.objectContaining({ code: 'WEAK_PASSWORD' }),
    );
  });

  it('has migrations that can be undone', async () => {
    const database = await openUsersDatabase(own.url, logger);
    for (const _each of usersMigrations) await database.undoLastMigration();
    const left = await database.query("select tablename from pg_tables where schemaname = 'public'");
    expect(left).toEqual([{ tablename: 'migration' }]);
    await database.runMigrations();
    await database.destroy();
  });
});

describe('the demo accounts', () => {
  let subject: UsersUnderTest;
  beforeAll(async () => {
    subject = await startUsersUnderTest();
  });
  afterAll(() => subject.stop());

  it('are one of each role and duty, can log in, and are made once', async () => {
    const accounts = await seedDemoAccounts(subject.config, { logger });
    expect(new Set(accounts.map(({ part }) => part))).toEqual(
      new Set(['CUSTOMER', 'KITCHEN', 'COURIER', 'DOOR', 'MODERATOR', 'ADMIN', 'SUPER_ADMIN']),
    );
    for (const { id, email, password, role, part } of accounts) {
      const { tokens } = await operationsOf(subject).login(email, password);
      const viewer = viewerOf(String(tokens?.accessToken));
      expect(viewer).toMatchObject({ userId: id, role });
      expect(viewer.scopes.includes('booking:checkin')).toBe(part === 'DOOR');
    }
    expect(await seedDemoAccounts(subject.config, { logger })).toEqual(accounts);
  });
});
