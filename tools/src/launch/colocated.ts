import { readGatewayConfig, startGateway } from '@marquee/gateway';
import { createPostgresBus } from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import type { Readiness, Subgraph } from '@marquee/shared/subgraph';
import type { LayoutOptions, RunningSupergraph } from './layout';
import { subgraphServices } from './services';
import { stopAll } from './stopAll';

/** Starts everything in this process: the gateway calls a subgraph as a function. */
export async function startColocated({ environment, log }: LayoutOptions): Promise<RunningSupergraph> {
  // A subgraph in this process keeps the schema it began with, whatever the file says later.
  const config = readGatewayConfig({ SUPERGRAPH_POLL_MS: '0', ...environment });
  const loggerOf = (service: string) => createLogger({ service, level: config.logLevel }, log.destination);
  const stops: (() => Promise<void>)[] = [];
  try {
    const bus = await createPostgresBus({ url: environment['BUS_DATABASE_URL'] ?? '', logger: loggerOf('bus') });
    stops.unshift(() => bus.close());
    const local: Record<string, Subgraph> = {};
    const probes = Object.fromEntries(subgraphServices.map(({ name }) => [name, () => readinessOf(local[name])]));
    for (const { name, start } of subgraphServices) {
      const subgraph = await start(environment, { logger: loggerOf(name), bus, probes });
      stops.unshift(() => subgraph.stop());
      local[name] = subgraph;
    }
    const gateway = await startGateway(config, { logger: loggerOf('gateway'), local });
    stops.unshift(() => gateway.stop());
    return { url: gateway.url, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

/** A service that has not been started is not ready. */
async function readinessOf(subgraph: Subgraph | undefined): Promise<Readiness> {
  return subgraph?.ready() ?? { ready: false, dependencies: {} };
}
