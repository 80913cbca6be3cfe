import type { ExecutionResult } from 'graphql';
import type { Headers } from '../context';
import type { SubgraphSubscription } from './subgraphTransport';

/** One graphql-ws connection to one subgraph process, shared by all subscriptions to it. */
export interface UpstreamSubscriptions {
  /** Never rejects: a failure is one result with `errors`, after which it ends. */
  subscribe(subscription: SubgraphSubscription): Promise<AsyncIterableIterator<ExecutionResult>>;
  stop(): Promise<void>;
}

export interface UpstreamOptions {
  readonly subgraph: string;
  /** The subgraph's GraphQL endpoint, as `ws:` or `wss:`; asked for anew for each connection. */
  readonly url: string | (() => string);
  /** Signed anew for each upgrade; the subgraph refuses one without. */
  readonly upgradeHeaders: () => Headers;
}

export type OpenUpstream = (options: UpstreamOptions) => UpstreamSubscriptions;
