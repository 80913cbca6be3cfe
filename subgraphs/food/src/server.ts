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
import { type Clock, systemClock } from '@marquee/shared/time';
import type { FoodConfig } from './config';
import { createFoodContext, type FoodContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openFoodDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import { cancelUnpaidOrders } from './services/cancelUnpaidOrders';
import type { FoodServices } from './services/services';

export interface StartOptions extends ServiceOptions {
  readonly clock?: Clock;
}

const forgetEveryMs = 15 * 60_000;
/** Nobody waits for it: a payment that comes before the sweep is taken. */
const cancelEveryMs = 5_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, publishes its events and hears those of others from now on, and serves in process. */
export function startFood(config: FoodConfig, options: StartOptions): Promise<Subgraph> {
  const { logger, clock = systemClock } = options;
  const { busDatabaseUrl, identitySecret } = config;
  return openService(async (closing) => {
    const db = await openFoodDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents, lanes: aggregatesAtOnce };
    const joining = { name: 'food', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    closing.addRunning(repeat(() => forgetSpentKeys(db), forgetEveryMs, logger));
    closing.addRunning(repeat(() => cancelUnpaidOrders(db), cancelEveryMs, logger));
    const paymentWaitMs = config.paymentWaitMinutes * 60_000;
    return serveFood({ db, bus, clock, paymentWaitMs }, { identitySecret, logger, close: () => closing.run() });
  });
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function serveFood(services: FoodServices, options: ServingOptions): Promise<Subgraph> {
  const { db, bus } = services;
  return createSubgraph<FoodContext>({
    name: 'food',
    schemaFile,
    resolvers: { ...resolvers },
    createContext: (request) => createFoodContext(services, request),
    identitySecret: options.identitySecret,
    logger: options.logger,
    dependencies: { database: async () => void (await db.query('select 1')), bus: () => bus.ping() },
    onStop: options.close,
  });
}
