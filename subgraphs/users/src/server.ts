import { join } from 'node:path';
import type { EventBus } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { joinBus, openService, repeat, type ServiceOptions } from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import type { DataSource } from 'typeorm';
import type { UsersConfig } from './config';
import { createUsersContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openUsersDatabase } from './persistence/dataSource';
import type { UserAccount } from './persistence/userAccount.entity';
import { resolvers } from './resolvers';
import { addRoutes } from './routes';
import { ensureFirstAdmin } from './services/ensureFirstAdmin';
import { createPasswords } from './services/passwords/passwords';
import type { ProcessServices, Services } from './services/services';
import { SharedRuns } from './services/sharedRuns';
import { sweepExpired } from './services/sweepExpired';
import { rotateKeyOlderThan } from './services/tokens/rotateSigningKey';
import { loadSigningKeys } from './services/tokens/signingKeys';

export interface StartOptions extends ServiceOptions {
  readonly now?: () => Date;
}

const sweepEveryMs = 15 * 60_000;
const schemaFile = join(__dirname, '..', 'generated', 'schema.graphql');

/** Opens the database, joins the bus and serves the schema; nothing listens on a port until `listen` is called. */
export function startUsers(config: UsersConfig, options: StartOptions): Promise<Subgraph> {
  const { logger } = options;
  return openService(async (closing) => {
    const database = await openUsersDatabase(config.databaseUrl, logger);
    closing.add(() => database.destroy());
    const services = await startServices(config, database, options.now ?? (() => new Date()));
    closing.add(() => services.passwords.stop());
    await makeFirstAdmin(config, services, logger);
    const { busDatabaseUrl } = config;
    const joining = {
      name: 'users',
      db: database,
      handlers: subscribedEvents,
      bus: options.bus,
      busDatabaseUrl,
      logger,
    };
    const bus = await joinBus(joining, closing);
    closing.addRunning(repeat(() => tidyUp(config, services), sweepEveryMs, logger));
    return serveUsers(config, services, { bus, logger, onStop: () => closing.run() });
  });
}

async function tidyUp({ tokenKeySecret, signingKeySeconds }: UsersConfig, services: Services): Promise<void> {
  const { database, accessTokenSeconds, now } = services;
  await sweepExpired(services);
  await rotateKeyOlderThan(database, {
    tokenKeySecret,
    accessTokenSeconds,
    now: now(),
    maxAgeSeconds: signingKeySeconds,
  });
}

async function makeFirstAdmin(config: UsersConfig, services: Services, logger: Logger): Promise<void> {
  const { adminEmail: email, adminPassword: password } = config;
  if (email !== undefined && password !== undefined) await ensureFirstAdmin(services, { email, password }, logger);
}

/** Everything the use cases need, over a migrated database. */
export async function startServices(
  config: UsersConfig,
  database: DataSource,
  now: () => Date,
): Promise<ProcessServices> {
  const { accessTokenSeconds, refreshTokenSeconds, passwordPepper: pepper, passwordBcryptCost: cost } = config;
  const signingKeys = await loadSigningKeys(database, config.tokenKeySecret, now);
  const passwords = createPasswords({ pepper, cost, requestTimeoutMs: config.subgraphTimeoutMs });
  const registrations = new SharedRuns<UserAccount>();
  return { database, passwords, signingKeys, registrations, accessTokenSeconds, refreshTokenSeconds, now };
}

/** The subgraph over its services, in process and, after `listen`, over HTTP. */
export function serveUsers(
  config: UsersConfig,
  services: ProcessServices,
  { bus, logger, onStop }: { bus: EventBus; logger: Logger; onStop: () => Promise<void> },
): Promise<Subgraph> {
  return createSubgraph({
    name: 'users',
    schemaFile,
    resolvers,
    createContext: (request) => createUsersContext({ services, bus, isCookieSecure: config.isCookieSecure }, request),
    identitySecret: config.identitySecret,
    logger,
    dependencies: { database: () => services.database.query('select 1'), bus: () => bus.ping() },
    routes: (app) => addRoutes(app, services, logger),
    onStop,
  });
}
