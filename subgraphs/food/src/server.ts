import path from 'node:path';
import type { EventBus } from '@marquee/shared/events';
import { forgetSpentKeys } from '@marquee/shared/idempotency';
import type { Logger } from '@marquee/shared/logging';
import { aggregatesAtOnce, ClosingSteps, joinBus, repeat } from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import { type Clock, systemClock } from '@marquee/shared/time';
import type { FoodConfig } from './config';
import { createFoodContext, type FoodContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openFoodDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import { cancelUnpaidOrders } from './services/cancelUnpaidOrders';
import type { FoodServices } from './services/services';

export interface StartOptions {
  readonly logger: Logger;
  /** One that several subgraphs of a process share; whoever made it closes it. Without it food opens its own. */
  readonly bus?: EventBus;
  readonly clock?: Clock;
}

const forgetEveryMs = 15 * 60_000;
/** Nobody waits for it: a payment that comes before the sweep is taken. */
const cancelEveryMs = 5_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, publishes its events and hears those of others from now on, and serves in process. */
export async function startFood(config: FoodConfig, options: StartOptions): Promise<Subgraph> {
  const { logger, clock = systemClock } = options;
  const { busDatabaseUrl, identitySecret } = config;
  const closing = new ClosingSteps();
  try {
    const db = await openFoodDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents, lanes: aggregatesAtOnce };
    const joining = { name: 'food', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    const sweep = repeat(() => forgetSpentKeys(db), forgetEveryMs, logger);
    closing.add(() => sweep.stop());
    const cancel = repeat(() => cancelUnpaidOrders(db), cancelEveryMs, logger);
    closing.add(() => cancel.stop());
    const paymentWaitMs = config.paymentWaitMinutes * 60_000;
    return await serveFood({ db, bus, clock, paymentWaitMs }, { identitySecret, logger, close: () => closing.run() });
  } catch (error) {
    await closing.run();
    throw error;
  }
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function serveFood(
  services: FoodServices,
  options: { readonly identitySecret: string; readonly logger: Logger; readonly close: () => Promise<void> },
): Promise<Subgraph> {
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
