import path from 'node:path';
import { forgetSpentKeys } from '@marquee/shared/idempotency';
import {
  aggregatesAtOnce,
  joinBus,
  openService,
  repeat,
  type ServiceOptions,
  type ServingOptions,
} from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import type { CatalogConfig } from './config';
import { type CatalogContext, createCatalogContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openCatalogDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import { releaseDueReservations } from './services/reservations/releaseDueReservations';
import type { CatalogServices } from './services/services';

const forgetEveryMs = 15 * 60_000;
/** Reservations run out by the clock, whoever is awake; this is how soon those who look at the stock hear of it. */
const releaseEveryMs = 1_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, releases reservations that run out from now on, and serves in process. */
export function startCatalog(config: CatalogConfig, options: ServiceOptions): Promise<Subgraph> {
  const { logger } = options;
  const { busDatabaseUrl, identitySecret } = config;
  return openService(async (closing) => {
    const db = await openCatalogDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents, lanes: aggregatesAtOnce };
    const joining = { name: 'catalog', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    closing.addRunning(repeat(() => forgetSpentKeys(db), forgetEveryMs, logger));
    closing.addRunning(repeat(() => releaseDueReservations(db), releaseEveryMs, logger));
    return serveCatalog({ db, bus }, { identitySecret, logger, close: () => closing.run() });
  });
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function serveCatalog(services: CatalogServices, options: ServingOptions): Promise<Subgraph> {
  const { db, bus } = services;
  return createSubgraph<CatalogContext>({
    name: 'catalog',
    schemaFile,
    resolvers: { ...resolvers },
    createContext: (request) => createCatalogContext(services, request),
    identitySecret: options.identitySecret,
    logger: options.logger,
    dependencies: { database: async () => void (await db.query('select 1')), bus: () => bus.ping() },
    onStop: options.close,
  });
}
