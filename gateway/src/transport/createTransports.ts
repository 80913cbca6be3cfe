import { type IdentitySigner, identityHeader } from '@marquee/shared/auth';
import type { Subgraph } from '@marquee/shared/subgraph';
import type { SubgraphLocation } from '../supergraph/supergraphSnapshot';
import { createHttpTransport } from './httpTransport';
import { createLocalTransport } from './localTransport';
import type { SubgraphTransport, Transports } from './subgraphTransport';
import type { OpenUpstream } from './upstreamSubscriptions';

export interface TransportsOptions {
  readonly subgraphs: readonly SubgraphLocation[];
  /** Where a subgraph runs, when that is not, or not only, where the supergraph says. */
  readonly replicas: Readonly<Record<string, readonly string[]>>;
  /** Subgraphs in this process, by name; all others are reached at their URL. */
  readonly local: Readonly<Record<string, Subgraph>>;
  readonly timeoutMs: number;
  readonly signer: IdentitySigner | null;
  readonly openUpstream: OpenUpstream;
}

/** A function call to those in this process, HTTP and websocket to all others. */
export function createTransports(options: TransportsOptions): Transports {
  return new Map(options.subgraphs.map((location) => [location.name, transportTo(location, options)]));
}

function transportTo({ name, url }: SubgraphLocation, options: TransportsOptions): SubgraphTransport {
  const { local, replicas, timeoutMs, signer, openUpstream } = options;
  const subgraph = local[name];
  if (subgraph !== undefined) return createLocalTransport(subgraph, timeoutMs);
  return createHttpTransport({
    name,
    urls: replicas[name] ?? [url],
    timeoutMs,
    openUpstream,
    upgradeHeaders: () => gatewayIdentity(signer, name),
  });
}

/** For what the gateway asks on its own behalf: no viewer is behind it. */
export function gatewayIdentity(signer: IdentitySigner | null, subgraph: string): Record<string, string> {
  if (signer === null) return {};
  return { [identityHeader]: signer.sign({ viewer: null, requestId: 'gateway', clientIp: null }, subgraph) };
}
