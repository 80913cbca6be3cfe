import type { ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';

/** One GraphQL request to a subgraph, however it travels. `headers` have lower-case names and carry the identity. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export type ResponseHeaders = Readonly<Record<string, string | string[]>>;

export interface SubgraphResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null | undefined;
    readonly errors?: readonly GraphQLFormattedError[] | undefined;
    readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  };
}

/** A plain HTTP request to one of the subgraph's routes that is no GraphQL. */
export interface RouteRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RouteResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: string;
}

/** Ready with a dependency that is down: it is an optional one, and the service is degraded. */
export interface Readiness {
  readonly ready: boolean;
  readonly dependencies: Readonly<Record<string, boolean>>;
}

/**
 * A running subgraph. In process it is called through `execute`, `subscribe` and `handleRoute`; `listen` serves the
 * same three over HTTP and websocket. Either way every call must carry the gateway's signed identity.
 */
export interface Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Never rejects: what goes wrong is in the response. */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Never rejects: a refused subscription is a stream of one result with `errors`. `return()` ends it at once. */
  subscribe(request: SubgraphRequest): Promise<AsyncIterableIterator<ExecutionResult>>;
  handleRoute(request: RouteRequest): Promise<RouteResponse>;
  /** Asks every dependency, in parallel. */
  ready(): Promise<Readiness>;
  listen(address: { host: string; port: number }): Promise<{ url: string; port: number }>;
  /** Lets running requests finish, then closes sockets and dependencies. */
  stop(): Promise<void>;
}
