import path from 'node:path';
import { createPostgresBus, type EventBus, startRelay } from '@marquee/shared/events';
import { forgetSpentKeys } from '@marquee/shared/idempotency';
import type { Logger } from '@marquee/shared/logging';
import { ClosingSteps, repeat } from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import type { FoodConfig } from './config';
import { createFoodContext, type FoodContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openFoodDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import type { Clock, FoodServices } from './services/services';

export interface StartOptions {
  readonly logger: Logger;
  /** One that several subgraphs of a process share; whoever made it closes it. Without it food opens its own. */
  readonly bus?: EventBus;
  readonly clock?: Clock;
}

const sweepEveryMs = 15 * 60_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');
const systemClock: Clock = { now: () => new Date() };

/** Opens the database and the bus, publishes its events and hears those of others from now on, and serves in process. */
export async function startFood(config: FoodConfig, options: StartOptions): Promise<Subgraph> {
  const { logger, clock = systemClock } = options;
  const { identitySecret } = config;
  const closing = new ClosingSteps();
  try {
    const db = await openFoodDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const bus = options.bus ?? (await createPostgresBus({ url: config.busDatabaseUrl, logger }));
    if (options.bus === undefined) closing.add(() => bus.close());
    const relay = await startRelay({ db, bus, logger });
    closing.add(() => relay.stop());
    const consumer = await bus.consume({ group: 'food', handlers: subscribedEvents, db });
    closing.add(() => consumer.stop());
    const sweep = repeat(() => forgetSpentKeys(db), sweepEveryMs, logger);
    closing.add(() => sweep.stop());
    return await serveFood({ db, bus, clock }, { identitySecret, logger, close: () => closing.run() });
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
