import { identityHeader } from '@marquee/shared/auth';
import type { Logger } from '@marquee/shared/logging';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Headers } from '../context';
import { unavailable } from '../execution/subgraphErrors';
import type { SubgraphSubscription } from '../transport/subgraphTransport';
import type { OpenUpstream, UpstreamOptions, UpstreamSubscriptions } from '../transport/upstreamSubscriptions';
import { createEventQueue } from './eventQueue';

export interface UpstreamTimings {
  /** For the upgrade, and for the acknowledgement after it. */
  readonly connectTimeoutMs: number;
  readonly pingIntervalMs: number;
  readonly pongTimeoutMs: number;
  readonly retryAttempts: number;
  readonly firstRetryDelayMs: number;
  readonly longestRetryDelayMs: number;
  /** How long an unused connection stays open for the next subscription. */
  readonly idleCloseMs: number;
}

const defaultTimings: UpstreamTimings = {
  connectTimeoutMs: 5_000,
  pingIntervalMs: 15_000,
  pongTimeoutMs: 10_000,
  retryAttempts: 4,
  firstRetryDelayMs: 100,
  longestRetryDelayMs: 2_000,
  idleCloseMs: 1_000,
};

/** Rather a client that resumes after its last cursor than a queue that grows until the process dies. */
const maxUnreadEvents = 1_000;

/** Opens connections to subgraph processes; each is made when its first subscription needs it. */
export function createOpenUpstream(options: { logger: Logger; timings?: Partial<UpstreamTimings> }): OpenUpstream {
  const timings = { ...defaultTimings, ...options.timings };
  return (upstream) => upstreamSocket(upstream, timings, options.logger);
}

function upstreamSocket(options: UpstreamOptions, timings: UpstreamTimings, logger: Logger): UpstreamSubscriptions {
  const { subgraph } = options;
  const connection = connect(options, timings);
  const failures = new Set<(cause: unknown) => void>();
  let isStopped = false;

  return {
    async subscribe(subscription) {
      const stop = (): void => {
        failures.delete(fail);
        unlisten();
        subscription.signal.removeEventListener('abort', abort);
        dispose();
      };
      const queue = createEventQueue<ExecutionResult>(stop);
      const end = (last?: ExecutionResult): void => {
        if (last !== undefined) queue.push(last);
        queue.end();
        // Also after an error: graphql-ws keeps a lock on the connection until it is told that this one is over.
        stop();
      };
      const abort = (): void => end();
      const fail = (cause: unknown): void => {
        logger.warn({ subgraph, cause: describe(cause) }, 'upstream subscription lost');
        end({ errors: [unavailableError()] });
      };
      let isSent = false;
      let unlisten = (): void => undefined;
      let dispose = (): void => undefined;

      if (isStopped || subscription.signal.aborted) {
        end(isStopped ? { errors: [unavailableError()] } : undefined);
        return queue.values;
      }
      subscription.signal.addEventListener('abort', abort, { once: true });
      failures.add(fail);
      // graphql-ws would subscribe again by itself, and what happened meanwhile would be lost without anyone knowing.
      // So one that was under way ends with an error, and its client resumes after the last cursor it saw.
      unlisten = connection.client.on('closed', (event) => isSent && fail(event));
      dispose = connection.client.subscribe(
        payloadOf(subscription, () => (isSent = true)),
        {
          next: (result) => {
            if (queue.unreadCount < maxUnreadEvents) queue.push(result as ExecutionResult);
            else fail('its events come faster than they can be completed');
          },
          error: (cause) => (isErrorList(cause) ? end({ errors: cause.map(asGraphQLError) }) : fail(cause)),
          complete: () => end(),
        },
      );
      return queue.values;
    },
    async stop() {
      isStopped = true;
      for (const fail of failures) fail('the gateway stops');
      connection.close();
    },
  };
}

interface Connection {
  readonly client: Client;
  close(): void;
}

function connect({ url, upgradeHeaders }: UpstreamOptions, timings: UpstreamTimings): Connection {
  const { connectTimeoutMs, firstRetryDelayMs, longestRetryDelayMs } = timings;
  let socket: WebSocket | undefined;
  let pongTimer: NodeJS.Timeout | undefined;

  /** A stopped process keeps its sockets open, so silence is the only sign of it. */
  function awaitPong(): void {
    pongTimer = setTimeout(() => {
      client.terminate();
      socket?.terminate();
    }, timings.pongTimeoutMs);
  }

  const client = createClient({
    url,
    webSocketImpl: socketClass(upgradeHeaders, connectTimeoutMs),
    lazyCloseTimeout: timings.idleCloseMs,
    connectionAckWaitTimeout: connectTimeoutMs,
    keepAlive: timings.pingIntervalMs,
    retryAttempts: timings.retryAttempts,
    shouldRetry: () => true,
    retryWait: async (retries) => {
      const delayMs = Math.min(firstRetryDelayMs * 2 ** retries, longestRetryDelayMs);
      // Not all gateways at once when a subgraph comes back.
      await new Promise((resolve) => setTimeout(resolve, delayMs * (0.5 + Math.random() / 2)));
    },
    on: {
      opened: (opened) => (socket = opened as WebSocket),
      ping: (isReceived) => isReceived || awaitPong(),
      pong: (isReceived) => isReceived && clearTimeout(pongTimer),
      closed: () => clearTimeout(pongTimer),
    },
  });
  return {
    client,
    close() {
      // It waits for a connection in the making, which may never come.
      Promise.resolve(client.dispose()).catch(() => undefined);
      socket?.close(1000);
    },
  };
}

function socketClass(
  upgradeHeaders: () => Headers,
  handshakeTimeout: number,
): new (
  ...args: [string, string]
) => WebSocket {
  return class UpstreamWebSocket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers: { ...upgradeHeaders() }, handshakeTimeout });
    }
  };
}

/** The identity is made when the message is sent: it lives for a minute, and connecting may take a while. */
function payloadOf(subscription: SubgraphSubscription, onSent: () => void): SubscribePayload {
  const { query, operationName, variables, headers } = subscription;
  return {
    query,
    ...(operationName === undefined ? {} : { operationName }),
    ...(variables === undefined ? {} : { variables: { ...variables } }),
    get extensions() {
      onSent();
      const identity = headers()[identityHeader];
      return identity === undefined ? {} : { identity };
    },
  };
}

function isErrorList(cause: unknown): cause is readonly GraphQLFormattedError[] {
  return Array.isArray(cause);
}

function asGraphQLError({ message, extensions, path }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { extensions: extensions ?? null, path: path ?? null });
}

function unavailableError(): GraphQLError {
  return asGraphQLError(unavailable());
}

function describe(cause: unknown): unknown {
  if (typeof cause !== 'object' || cause === null) return cause;
  const { code, reason, message } = cause as { code?: unknown; reason?: unknown; message?: unknown };
  return { code, reason, message };
}
