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
import { systemClock } from '@marquee/shared/time';
import type { BookingConfig } from './config';
import { type BookingContext, createBookingContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openBookingDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import { releaseDueSeats } from './services/seats/releaseDueSeats';
import type { BookingServices } from './services/services';
import { loadTicketKey } from './services/tickets/ticketKeys';

const forgetEveryMs = 15 * 60_000;
/** Holds run out by the clock, whoever is awake; this is how soon the seat maps that people look at hear of it. */
const releaseEveryMs = 1_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, releases holds that run out from now on, and serves in process. */
export function startBooking(config: BookingConfig, options: ServiceOptions): Promise<Subgraph> {
  const { logger } = options;
  const { busDatabaseUrl, identitySecret } = config;
  const ipo = {
    feeds: config.ipoFeeds,
    timeoutMs: config.ipoFeedTimeoutMs,
    maxBytes: config.ipoFeedMaxBytes,
    allowPrivate: config.ipoFeedAllowPrivate,
  };
  return openService(async (closing) => {
    const db = await openBookingDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const ticketKey = await loadTicketKey(db, config.ticketKeySecret);
    const hearing = { handlers: subscribedEvents, lanes: aggregatesAtOnce };
    const joining = { name: 'booking', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    closing.addRunning(repeat(() => forgetSpentKeys(db), forgetEveryMs, logger));
    closing.addRunning(repeat(() => releaseDueSeats(db), releaseEveryMs, logger));
    return serveBooking(
      { db, bus, ticketKey, clock: systemClock, logger, ipo },
      { identitySecret, logger, close: () => closing.run() },
    );
  });
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function serveBooking(services: BookingServices, options: ServingOptions): Promise<Subgraph> {
  const { db, bus } = services;
  return createSubgraph<BookingContext>({
    name: 'booking',
    schemaFile,
    resolvers: { ...resolvers },
    createContext: (request) => createBookingContext(services, request),
    identitySecret: options.identitySecret,
    logger: options.logger,
    dependencies: { database: async () => void (await db.query('select 1')), bus: () => bus.ping() },
    onStop: options.close,
  });
}
