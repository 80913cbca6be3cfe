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

export interface StartOptions extends ServiceOptions {
  readonly clock?: Clock;
}

const sweepEveryMs = 15 * 60_000;
const purgeEveryMs = 60 * 60_000;
const recoverEveryMs = 1_000;
const expireEveryMs = 5_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, publishes its events and hears those of others from now on, and serves in process. */
export function startOrders(config: OrdersConfig, options: StartOptions): Promise<Subgraph> {
  const { logger, clock = systemClock } = options;
  const { busDatabaseUrl, identitySecret, shippingTariff, taxRates, mostOpenOrders } = config;
  const tariffs = { shipping: shippingTariff ?? defaultShippingTariff, tax: taxRates ?? defaultTaxRates };
  return openService(async (closing) => {
    const db = await openOrdersDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents(clock), lanes: aggregatesAtOnce };
    const joining = { name: 'orders', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    await askForOffers(db);
    closing.addRunning(repeat(() => forgetSpentKeys(db), sweepEveryMs, logger));
    closing.addRunning(repeat(() => recoverSagas(db, followSaga(clock), logger), recoverEveryMs, logger));
    closing.addRunning(repeat(() => expireUnpaidOrders({ db, clock }), expireEveryMs, logger));
    closing.addRunning(repeat(() => purgeAbandonedCarts({ db, clock }), purgeEveryMs, logger));
    return serveOrders(
      { db, bus, clock, tariffs, mostOpenOrders },
      { identitySecret, logger, close: () => closing.run() },
    );
  });
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function serveOrders(services: OrdersServices, options: ServingOptions): Promise<Subgraph> {
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
