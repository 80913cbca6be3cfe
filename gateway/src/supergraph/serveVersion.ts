import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@marquee/shared/logging';
import type { LiveTransports } from '../transport/createTransports';
import { buildSnapshot } from './buildSnapshot';
import type { FederationGateway } from './federationGateway';
import type { SupergraphVersion } from './readVersion';
import type { RecentOperations } from './recentOperations';
import type { SupergraphConfig } from './supergraphConfig';
import type { SupergraphSnapshot } from './supergraphSnapshot';
import { warmSnapshot } from './warmSnapshot';

export interface ServeVersionOptions {
  /** What the gateway was started with. */
  readonly running: SupergraphConfig;
  readonly overrideLabels: readonly string[];
  readonly recent: RecentOperations;
  readonly transports: LiveTransports;
  readonly gateway: FederationGateway;
  /** Aborted when the gateway stops. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Makes a version the one that new requests are answered by; requests under way and running subscriptions keep theirs.
 * The returned function rejects, and changes nothing, when the version cannot be served.
 */
export function createServeVersion(options: ServeVersionOptions): (version: SupergraphVersion) => Promise<void> {
  const { running, overrideLabels, recent, transports, gateway, signal, logger } = options;
  let settings = settingsOf(running);

  return async (version) => {
    const { sdl, replicas, config } = version.compose();
    // Requests that have come meanwhile have their turn.
    await setImmediate();
    const snapshot = recent.of(buildSnapshot(sdl, overrideLabels));
    assertHasNamed(running, snapshot);
    await warmSnapshot(snapshot, recent.newestFirst(), signal);
    signal.throwIfAborted();
    gateway.update(snapshot);
    transports.move({ subgraphs: snapshot.subgraphs, replicas });

    const changed = settingsOf(config);
    if (changed !== settings) logger.warn('the gateway section of supergraph.yaml counts after a restart');
    settings = changed;
  };
}

/** What is read once, when the gateway starts. */
function settingsOf({ source: _source, ...settings }: SupergraphConfig): string {
  return JSON.stringify(settings);
}

/** @throws when the subgraph is gone that has the public keys, or one that a plain route leads to. */
function assertHasNamed({ identity, routes }: SupergraphConfig, { subgraphs }: SupergraphSnapshot): void {
  const named = routes.map(({ subgraph }) => subgraph);
  if (identity !== null) named.push(identity.jwks.subgraph, identity.revocations.subgraph);
  const missing = named.find((name) => !subgraphs.some((subgraph) => subgraph.name === name));
  if (missing === undefined) return;
  throw new Error(`The gateway was started with settings that name ${missing}, which is gone: restart it`);
}
