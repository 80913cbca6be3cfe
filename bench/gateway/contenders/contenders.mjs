import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../support/marquee.mjs';

const folder = import.meta.dirname;
const hive = createRequire(import.meta.url)
  .resolve('@graphql-hive/gateway')
  .replace(/dist[/\\].*/, 'dist/bin.js');

/**
 * What is measured: how each is started, by the arguments of `node` and what it finds in its environment.
 * @typedef {{ supergraphFile: string, subgraphsUrl: string, port: number, distinct: number }} Place
 * @typedef {{ title: string, args: (place: Place) => string[], environment?: (place: Place) => Record<string, string> }} Contender
 * @type {Readonly<Record<string, Contender>>}
 */
export const contenders = {
  apollo: {
    title: '@apollo/gateway',
    args: ({ supergraphFile, port }) => [path.join(folder, 'apolloProcess.mjs'), supergraphFile, String(port)],
  },
  marquee: {
    title: 'Marquee',
    args: () => [path.join(root, 'gateway/dist/main.js')],
    environment: ({ subgraphsUrl, port }) => ({
      SUPERGRAPH_CONFIG: path.join(folder, '../shop/supergraph.yaml'),
      GATEWAY_IDENTITY_SECRET: '0123456789abcdef'.repeat(4),
      USERS_URL: `${subgraphsUrl}/users/graphql`,
      PRODUCTS_URL: `${subgraphsUrl}/products/graphql`,
      REVIEWS_URL: `${subgraphsUrl}/reviews/graphql`,
      INVENTORY_URL: `${subgraphsUrl}/inventory/graphql`,
      PORT: String(port),
      // The others wait without end, and on a busy machine the slowest request would be given up.
      SUBGRAPH_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    }),
  },
  hive: { title: '@graphql-hive/gateway', args: (place) => hiveArguments(place, []) },
  hiveRust: { title: 'the same, Rust planner', args: (place) => hiveArguments(place, ['--hive-router-runtime']) },
  floor: {
    title: 'floor: no planning',
    args: ({ subgraphsUrl, port, distinct }) => [
      path.join(folder, 'floorProcess.mjs'),
      subgraphsUrl,
      String(port),
      String(distinct),
    ],
  },
};

function hiveArguments({ supergraphFile, port }, options) {
  const config = path.join(folder, 'hive.config.mjs');
  return [hive, 'supergraph', supergraphFile, ...options, '-c', config, '--host', '127.0.0.1', '--port', String(port)];
}
