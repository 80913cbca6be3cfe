import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@elastic/elasticsearch';
import type { EventBus } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { joinBus, openService, repeat, type ServiceOptions } from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import { systemClock } from '@marquee/shared/time';
import type { PlatformConfig } from './config';
import { createPlatformContext, type PlatformContext } from './context';
import { followIndex, forgoIndex } from './elasticsearch/indexFollower';
import { searchIndex } from './elasticsearch/searchIndex';
import { createElasticsearchEngine } from './engines/elasticsearchEngine';
import { createFallbackSearch } from './engines/fallbackSearch';
import { createPostgresEngine } from './engines/postgresEngine';
import { subscribedEvents } from './events/subscribed';
import { openPlatformDatabase } from './persistence/dataSource';
import { resolvers } from './resolvers';
import { httpProbes } from './services/probes';
import type { PlatformServices, ServiceFacts } from './services/services';
import type { HealthProbe } from './services/systemHealth';

export interface StartOptions extends ServiceOptions {
  /** How to ask the services of this process; the others are asked over HTTP. */
  readonly probes?: Readonly<Record<string, HealthProbe>>;
}

/** A new document is found by PostgreSQL at once, by Elasticsearch after this and its own refresh. */
const followEveryMs = 500;
const forgoEveryMs = 60_000;
const elasticsearchTimeoutMs = 2_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database, the index and the bus, and serves in process. */
export function startPlatform(config: PlatformConfig, options: StartOptions): Promise<Subgraph> {
  const { logger } = options;
  const { busDatabaseUrl, identitySecret } = config;
  return openService(async (closing) => {
    const db = await openPlatformDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const elasticsearch = openElasticsearch(config.elasticsearchUrl);
    closing.add(async () => elasticsearch?.close());
    const joining = { name: 'platform', db, handlers: subscribedEvents, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    if (elasticsearch !== null) {
      closing.addRunning(repeat(() => followIndex(db, searchIndex(elasticsearch), logger), followEveryMs, logger));
    } else {
      logger.info('ELASTICSEARCH_URL is not set: PostgreSQL searches');
      closing.addRunning(repeat(() => forgoIndex(db), forgoEveryMs, logger));
    }
    const services = {
      db,
      clock: systemClock,
      search: createFallbackSearch({
        preferred: elasticsearch && createElasticsearchEngine(elasticsearch),
        fallback: createPostgresEngine(db),
        clock: systemClock,
        logger,
      }),
      probes: { ...httpProbes(config.services), ...options.probes },
      info: factsOf(config),
    };
    return servePlatform(services, { bus, elasticsearch, identitySecret, logger, close: () => closing.run() });
  });
}

function openElasticsearch(url: string | undefined): Client | null {
  if (url === undefined) return null;
  return new Client({ node: url, requestTimeout: elasticsearchTimeoutMs, maxRetries: 0 });
}

function factsOf({ environment }: PlatformConfig): ServiceFacts {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8')) as { version: string };
  const schemaHash = createHash('sha256').update(readFileSync(schemaFile)).digest('hex');
  return { name: 'marquee', version, environment, schemaHash, startedAt: systemClock.now() };
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function servePlatform(
  services: PlatformServices,
  options: {
    readonly bus: EventBus;
    readonly elasticsearch: Client | null;
    readonly identitySecret: string;
    readonly logger: Logger;
    readonly close: () => Promise<void>;
  },
): Promise<Subgraph> {
  const { bus, elasticsearch } = options;
  return createSubgraph<PlatformContext>({
    name: 'platform',
    schemaFile,
    resolvers: { ...resolvers },
    createContext: (request) => createPlatformContext(services, request),
    identitySecret: options.identitySecret,
    logger: options.logger,
    dependencies: {
      database: async () => void (await services.db.query('select 1')),
      bus: () => bus.ping(),
      ...(elasticsearch !== null && { elasticsearch: { ask: () => elasticsearch.ping(), isOptional: true } }),
    },
    onStop: options.close,
  });
}
