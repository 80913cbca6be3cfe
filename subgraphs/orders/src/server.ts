import path from 'node:path';
import type { EventBus } from '@marquee/shared/events';
import { forgetSpentKeys } from '@marquee/shared/idempotency';
import type { Logger } from '@marquee/shared/logging';
import { aggregatesAtOnce, ClosingSteps, joinBus, repeat } from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import { type Clock, systemClock } from '@marquee/shared/time';
import type { OrdersConfig } from './config';
import { defaultShippingTariff, defaultTaxRates } from './config/defaultTariffs';
import { createOrdersContext, type OrdersContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openOrdersDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import { checkNoneStuck, recoverSagas } from './saga';
import { askForOffers } from './services/askForOffers';
import { purgeAbandonedCarts } from './services/cart/purgeAbandonedCarts';
import { expireUnpaidOrders } from './services/orders/expireUnpaidOrders';
import { followSaga } from './services/orders/followSaga';
import type { OrdersServices } from './services/services';

export interface StartOptions {
  readonly logger: Logger;
  /** One that several subgraphs of a process share; whoever made it closes it. Without it orders opens its own. */
  readonly bus?: EventBus;
  readonly clock?: Clock;
}

const sweepEveryMs = 15 * 60_000;
const purgeEveryMs = 60 * 60_000;
const recoverEveryMs = 1_000;
const expireEveryMs = 5_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, publishes its events and hears those of others from now on, and serves in process. */
export async function startOrders(config: OrdersConfig, options: StartOptions): Promise<Subgraph> {
  const { logger, clock = systemClock } = options;
  const { busDatabaseUrl, identitySecret, shippingTariff, taxRates } = config;
  const tariffs = { shipping: shippingTariff ?? defaultShippingTariff, tax: taxRates ?? defaultTaxRates };
  const closing = new ClosingSteps();
  try {
    const db = await openOrdersDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents(clock), lanes: aggregatesAtOnce };
    const joining = { name: 'orders', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    await askForOffers(db);
    const sweep = repeat(() => forgetSpentKeys(db), sweepEveryMs, logger);
    closing.add(() => sweep.stop());
    const recovery = repeat(() => recoverSagas(db, followSaga(clock), logger), recoverEveryMs, logger);
    closing.add(() => recovery.stop());
    const expiry = repeat(() => expireUnpaidOrders({ db, clock }), expireEveryMs, logger);
    closing.add(() => expiry.stop());
    const purge = repeat(() => purgeAbandonedCarts({ db, clock }), purgeEveryMs, logger);
    closing.add(() => purge.stop());
    return await serveOrders({ db, bus, clock, tariffs }, { identitySecret, logger, close: () => closing.run() });
  } catch (error) {
    await closing.run();
    throw error;
  }
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function serveOrders(
  services: OrdersServices,
  options: { readonly identitySecret: string; readonly logger: Logger; readonly close: () => Promise<void> },
): Promise<Subgraph> {
  const { db, bus } = services;
  return createSubgraph<OrdersContext>({
    name: 'orders',
    schemaFile,
    resolvers: { ...resolvers },
    createContext: (request) => createOrdersContext(services, request),
    identitySecret: options.identitySecret,
    logger: options.logger,
    dependencies: {
      database: async () => void (await db.query('select 1')),
      bus: () => bus.ping(),
      // One that is stuck keeps nobody else from buying, and wants a person.
      sagas: { ask: () => checkNoneStuck(db), isOptional: true },
    },
    onStop: options.close,
  });
}
