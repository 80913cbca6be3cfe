import { setTimeout as wait } from 'node:timers/promises';
import type { Environment } from '@marquee/shared/config';
import { createPostgresBus, type EventBus } from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import type { OnProgress } from '@marquee/shared/seeding';
import { Client } from 'pg';
import { variableOf } from '../launch/databases';
import type { LogFile } from '../launch/logFile';
import { subgraphServices } from '../launch/services';
import { stopAll } from '../launch/stopAll';

const lookEveryMs = 500;
const names = subgraphServices.map(({ name }) => name);

/**
 * Starts the subgraphs, without anybody who could ask them, until each has told of all that happened to it and has heard
 * all of the others: the search then has what a rebuild would give it.
 */
export async function tellEverything(environment: Environment, log: LogFile, onProgress: OnProgress): Promise<void> {
  const loggerOf = (service: string) => createLogger({ service }, log.destination);
  const stops: (() => Promise<void>)[] = [];
  try {
    const bus = await createPostgresBus({ url: environment[variableOf('bus')] ?? '', logger: loggerOf('bus') });
    stops.unshift(() => bus.close());
    for (const { name, start } of subgraphServices) {
      const subgraph = await start(environment, { logger: loggerOf(name), bus, probes: {} });
      stops.unshift(() => subgraph.stop());
    }
    await untilAllHeard(environment, bus, onProgress);
  } finally {
    await stopAll(stops);
  }
}

async function untilAllHeard(environment: Environment, bus: EventBus, onProgress: OnProgress): Promise<void> {
  let most = 0;
  for (;;) {
    const waiting = await unpublished(environment);
    // Looked at second: an event that was published in between is then counted twice, and never not at all.
    const left = waiting + (await bus.lag(names));
    most = Math.max(most, left);
    onProgress(most - left, most);
    if (left === 0) return;
    await wait(lookEveryMs);
  }
}

/** How many events of all subgraphs the bus has not got. */
async function unpublished(environment: Environment): Promise<number> {
  const counts = await Promise.all(
    names.map(async (name) => {
      const client = new Client({ connectionString: environment[variableOf(name)] });
      await client.connect();
      try {
        const { rows } = await client.query<{ count: number }>(
          'select count(*)::int as count from outbox where published_at is null',
        );
        return rows[0]?.count ?? 0;
      } finally {
        await client.end();
      }
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
