import path from 'node:path';
import { readGatewayConfig } from '@marquee/gateway';
import { type ChildService, startChildService } from './childService';
import type { LayoutOptions, RunningSupergraph } from './layout';
import { reachableUrl } from './reachableUrl';
import { subgraphServices } from './services';
import { stopAll } from './stopAll';

/** Starts each subgraph and the gateway as a process of its own; they speak HTTP and websocket with each other. */
export async function startDistributed(options: LayoutOptions): Promise<RunningSupergraph> {
  const { environment, root } = options;
  const urls = subgraphServices.map(({ name, addressOf }) => ({ name, url: reachableUrl(addressOf(environment)) }));
  const subgraphUrls = Object.fromEntries(urls.map(({ name, url }) => [`${name.toUpperCase()}_URL`, `${url}/graphql`]));
  const healthUrls = urls.map(({ name, url }) => `${name}=${url}`).join(',');
  const start = (name: string, folder: string, url: string, more = {}) =>
    startChildService({
      ...options,
      name,
      mainFile: path.join(root, folder, 'dist/main.js'),
      environment: { HEALTH_URLS: healthUrls, ...environment, ...more },
      readyUrl: `${url}/health/ready`,
      cwd: root,
    });

  const started: ChildService[] = [];
  const stop = async () => {
    const [gateway, ...subgraphs] = started.toReversed();
    await stopAll([
      async () => gateway?.stop(),
      async () => void (await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))),
    ]);
  };
  try {
    const subgraphs = await Promise.allSettled(
      subgraphServices.map(({ name, folder }, index) => start(name, folder, urls[index]?.url ?? '')),
    );
    for (const outcome of subgraphs) if (outcome.status === 'fulfilled') started.push(outcome.value);
    for (const outcome of subgraphs) if (outcome.status === 'rejected') throw outcome.reason;
    const url = reachableUrl(readGatewayConfig(environment));
    started.push(await start('gateway', 'gateway', url, subgraphUrls));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
