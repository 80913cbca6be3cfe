import { type IdentitySigner, identityHeader } from '@marquee/shared/auth';
import type { Subgraph } from '@marquee/shared/subgraph';
import type { SubgraphLocation } from '../supergraph/supergraphSnapshot';
import { type CountedTransport, countedTransport } from './countedTransport';
import { createHttpTransport } from './httpTransport';
import { createLocalTransport } from './localTransport';
import type { SubgraphTransport, Transports } from './subgraphTransport';
import type { OpenUpstream } from './upstreamSubscriptions';

export interface Locations {
  readonly subgraphs: readonly SubgraphLocation[];
  /** Where a subgraph runs, when that is not, or not only, where the supergraph says. */
  readonly replicas: Readonly<Record<string, readonly string[]>>;
}

export interface TransportsOptions extends Locations {
  /** Subgraphs in this process, by name; all others are reached at their URL. */
  readonly local: Readonly<Record<string, Subgraph>>;
  readonly timeoutMs: number;
  /** How long a request that has begun may still come with another question. */
  readonly requestTimeoutMs: number;
  readonly signer: IdentitySigner | null;
  readonly openUpstream: OpenUpstream;
}

/** The ways to the subgraphs of the newest supergraph, and for requests of an older one to those it has no more. */
export interface LiveTransports extends Transports {
  /**
   * From now on the subgraphs are these. Where one has not moved its transport stays. What is replaced is stopped when
   * every request that has begun before must be over, and all that runs through it is.
   */
  move(locations: Locations): void;
  /** Stops all, at once. */
  stop(): Promise<void>;
}

interface Opened {
  /** Where it leads to. */
  readonly address: string;
  readonly transport: CountedTransport;
}

/** A function call to those in this process, HTTP and websocket to all others. */
export function createTransports(options: TransportsOptions): LiveTransports {
  let serving = new Map<string, Opened>();
  /** Subgraphs that are no more. A stopped one says that it cannot be reached, which is what a late request gets. */
  const removed = new Map<string, Opened>();
  const retiring = new Map<Opened, NodeJS.Timeout>();

  function open(location: SubgraphLocation, urls: readonly string[]): Opened {
    const address = urls.join(' ');
    const known = serving.get(location.name);
    if (known?.address === address) return known;
    return { address, transport: countedTransport(transportTo(location.name, urls, options)) };
  }

  function retire(opened: Opened): void {
    const stop = async (): Promise<void> => {
      await opened.transport.idle();
      if (retiring.delete(opened)) await opened.transport.stop();
    };
    // Its sockets are closed already or closing; there is nobody to tell.
    retiring.set(opened, setTimeout(() => void stop().catch(() => undefined), options.requestTimeoutMs).unref());
  }

  function move({ subgraphs, replicas }: Locations): void {
    const before = serving;
    serving = new Map(
      subgraphs.map((location) => [location.name, open(location, replicas[location.name] ?? [location.url])]),
    );
    for (const name of serving.keys()) removed.delete(name);
    for (const [name, opened] of before) {
      if (serving.get(name) === opened) continue;
      if (!serving.has(name)) removed.set(name, opened);
      retire(opened);
    }
  }

  move(options);
  return {
    get: (name) => (serving.get(name) ?? removed.get(name))?.transport,
    values: () => [...serving.values()].map(({ transport }) => transport).values(),
    move,
    async stop() {
      for (const timer of retiring.values()) clearTimeout(timer);
      const all = [...serving.values(), ...retiring.keys()];
      retiring.clear();
      await Promise.all(all.map(({ transport }) => transport.stop()));
    },
  };
}

function transportTo(name: string, urls: readonly string[], options: TransportsOptions): SubgraphTransport {
  const { local, timeoutMs, signer, openUpstream } = options;
  const subgraph = local[name];
  if (subgraph !== undefined) return createLocalTransport(subgraph, timeoutMs);
  return createHttpTransport({
    name,
    urls,
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
