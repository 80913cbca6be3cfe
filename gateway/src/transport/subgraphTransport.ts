import type { ExecutionResult } from 'graphql';
import type { Headers } from '../context';
import type { SubgraphOperation } from '../execution/subgraphOperation';

/** One GraphQL request to one subgraph. `headers` are complete: identity and what the configuration forwards. */
export interface SubgraphCall {
  readonly operation: SubgraphOperation;
  readonly headers: Headers;
  readonly signal?: AbortSignal | undefined;
}

/** `headers` may hold several values for a name (`set-cookie`). */
export interface SubgraphAnswer {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: SubgraphBody;
}

export interface SubgraphBody {
  data?: Record<string, unknown> | null;
  errors?: readonly SubgraphError[];
  extensions?: Record<string, unknown>;
}

export interface SubgraphError {
  readonly message?: string | undefined;
  readonly path?: readonly (string | number)[] | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A subscription outlives a signed identity, so the headers are made anew for every (re-)subscribe. */
export interface SubgraphSubscription {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly headers: () => Headers;
  readonly signal: AbortSignal;
}

/** A plain HTTP request, such as the one for the public keys. `url` is a path with its query. */
export interface RouteCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Headers;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RouteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
}

/**
 * The way to one subgraph: a function call when it runs in this process, HTTP and graphql-ws otherwise. Nothing else
 * in the gateway knows which of the two it is.
 */
export interface SubgraphTransport {
  readonly name: string;
  /** @throws SubgraphFailure when there is no usable GraphQL answer: down, too slow, or nonsense. */
  execute(call: SubgraphCall): Promise<SubgraphAnswer>;
  /** Events of a subscription; never rejects: a failure is one result with `errors`, after which it ends. */
  subscribe(subscription: SubgraphSubscription): Promise<AsyncIterableIterator<ExecutionResult>>;
  /** @throws SubgraphFailure when the subgraph gives no answer. */
  route(call: RouteCall): Promise<RouteAnswer>;
  /** Never rejects: a subgraph that does not answer is UNHEALTHY. */
  health(signal: AbortSignal): Promise<ServiceStatus>;
  stop(): Promise<void>;
}

/** DEGRADED: it works, without something that can be done without. */
export type ServiceStatus = 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY';

/** By subgraph name; which there are changes with the supergraph, so look one up each time. */
export type Transports = Pick<ReadonlyMap<string, SubgraphTransport>, 'get' | 'values'>;

/** No usable answer. The reason is for the log; a client learns only that this part is not available. */
export class SubgraphFailure extends Error {
  constructor(
    readonly subgraph: string,
    readonly reason: 'unreachable' | 'timeout' | 'aborted' | 'nonsense',
    options?: { cause?: unknown },
  ) {
    super(`Subgraph ${subgraph}: ${reason}`, options);
    this.name = 'SubgraphFailure';
  }
}
