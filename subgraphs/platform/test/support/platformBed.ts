import { Client } from '@elastic/elasticsearch';
import { createSubgraphBed, type SubgraphBed } from '@marquee/shared/testing';
import { createElasticsearchEngine } from '../../src/engines/elasticsearchEngine';
import { createFallbackSearch } from '../../src/engines/fallbackSearch';
import { createPostgresEngine } from '../../src/engines/postgresEngine';
import { subscribedEvents } from '../../src/events/subscribed';
import { platformMigrations } from '../../src/migrations';
import { platformEntities } from '../../src/persistence/dataSource';
import { servePlatform } from '../../src/server';
import type { HealthProbe } from '../../src/services/systemHealth';

export interface PlatformBedOptions {
  readonly elasticsearchUrl?: string;
  readonly probes?: Readonly<Record<string, HealthProbe>>;
}

/** Wednesday, 13:00 in Dublin. */
export const wednesdayNoon = '2030-07-03T12:00:00.000Z';

/** Platform over a database and a bus of its own, with a clock that stands still until it is set. */
export function aPlatformBed({ elasticsearchUrl, probes = {} }: PlatformBedOptions = {}): Promise<SubgraphBed> {
  // An index that is away refuses at once; one on a busy machine takes its time, and is not away.
  const elasticsearch =
    elasticsearchUrl === undefined
      ? null
      : new Client({ node: elasticsearchUrl, requestTimeout: 20_000, maxRetries: 0 });
  return createSubgraphBed({
    name: 'platform',
    entities: platformEntities,
    migrations: platformMigrations,
    handlers: subscribedEvents,
    startsAt: wednesdayNoon,
    serve: ({ db, bus, clock }, { identitySecret, logger, close }) =>
      servePlatform(
        {
          db,
          clock,
          search: createFallbackSearch({
            preferred: elasticsearch && createElasticsearchEngine(elasticsearch),
            fallback: createPostgresEngine(db),
            clock,
            logger,
          }),
          probes,
          info: {
            name: 'marquee',
            version: '0.1.0',
            environment: 'test',
            schemaHash: 'abc',
            startedAt: new Date(wednesdayNoon),
          },
        },
        {
          bus,
          elasticsearch,
          identitySecret,
          logger,
          close: async () => {
            await elasticsearch?.close();
            await close();
          },
        },
      ),
  });
}
