import { randomUUID } from 'node:crypto';
import { createIdentitySigner, identityHeader, type Viewer } from '@marquee/shared/auth';
import { busMigrations, createPostgresBus, type EventBus } from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import type { Subgraph, SubgraphResponse } from '@marquee/shared/subgraph';
import { createTestDatabase } from '@marquee/shared/testing';
import type { DataSource } from 'typeorm';
import { startUsers, type UsersConfig, usersEntities, usersMigrations } from '../../src';
import { openUsersDatabase } from '../../src/persistence/dataSource';

export const logger = createLogger({ service: 'users', level: 'silent' });

export interface Caller {
  readonly viewer?: Viewer | null;
  readonly clientIp?: string | null;
  readonly cookie?: string;
  readonly userAgent?: string;
}

export interface UsersUnderTest {
  readonly users: Subgraph;
  readonly config: UsersConfig;
  /** A second way into the database, to look and to prepare. */
  readonly database: DataSource;
  readonly bus: EventBus;
  readonly clock: { now: Date };
  run(query: string, variables?: Record<string, unknown>, caller?: Caller): Promise<SubgraphResponse>;
  identity(caller?: Caller): Record<string, string>;
  stop(): Promise<void>;
}

export const secret = 'only-for-tests-only-for-tests-only';

/** The whole subgraph over databases of its own, asked as the gateway asks. */
export async function startUsersUnderTest(overrides: Partial<UsersConfig> = {}): Promise<UsersUnderTest> {
  const own = await createTestDatabase('users', { entities: usersEntities, migrations: usersMigrations });
  const shared = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
  const config = configFor(own.url, shared.url, overrides);
  const clock = { now: new Date('2030-01-01T12:00:00.000Z') };
  const bus = await createPostgresBus({ url: shared.url, logger });
  const users = await startUsers(config, { logger, bus, now: () => clock.now });
  const database = await openUsersDatabase(own.url, logger);
  const signer = createIdentitySigner(secret);

  const identity = ({ viewer = null, clientIp = '198.51.100.7' }: Caller = {}) => ({
    [identityHeader]: signer.sign({ viewer, requestId: randomUUID(), clientIp }, 'users'),
  });
  return {
    users,
    config,
    database,
    bus,
    clock,
    identity,
    run: (query, variables = {}, caller = {}) =>
      users.execute({ query, variables, headers: headersOf(caller, identity) }),
    async stop() {
      await users.stop();
      await bus.close();
      await database.destroy();
      await own.drop();
      await shared.drop();
    },
  };
}

export function configFor(
  databaseUrl: string,
  busDatabaseUrl: string,
  overrides: Partial<UsersConfig> = {},
): UsersConfig {
  return {
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    busDatabaseUrl,
    identitySecret: secret,
    subgraphTimeoutMs: 5_000,
    tokenKeySecret: secret,
    passwordPepper: secret,
    passwordBcryptCost: 4,
    accessTokenSeconds: 900,
    refreshTokenSeconds: 3_600,
    signingKeySeconds: 7_776_000,
    isCookieSecure: false,
    adminEmail: undefined,
    adminPassword: undefined,
    logLevel: 'silent',
    ...overrides,
  };
}

function headersOf(caller: Caller, identity: (caller: Caller) => Record<string, string>): Record<string, string> {
  return {
    ...identity(caller),
    ...(caller.cookie !== undefined && { cookie: caller.cookie }),
    ...(caller.userAgent !== undefined && { 'user-agent': caller.userAgent }),
  };
}
