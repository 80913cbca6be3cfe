import type { Headers } from '../context';
import { openEndpoints } from './endpoints';
import { type HttpAnswer, type HttpRequest, NoHttpAnswer } from './httpExchange';
import { statusOf } from './serviceStatus';
import { subgraphBody } from './subgraphBody';
import { SubgraphFailure, type SubgraphTransport } from './subgraphTransport';
import type { OpenUpstream } from './upstreamSubscriptions';

export interface HttpTransportOptions {
  readonly name: string;
  /** The subgraph's GraphQL endpoint at each of its replicas. Plain routes and health are on the same origins. */
  readonly urls: readonly string[];
  readonly timeoutMs: number;
  readonly upgradeHeaders: () => Headers;
  readonly openUpstream: OpenUpstream;
}

/** A subgraph in processes of its own. */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const { name } = options;
  const endpoints = openEndpoints(options.urls, options.timeoutMs);
  const upstream = options.openUpstream({
    subgraph: name,
    url: inTurn(options.urls.map(websocketUrl)),
    upgradeHeaders: options.upgradeHeaders,
  });

  async function send(request: (url: URL) => HttpRequest): Promise<HttpAnswer> {
    try {
      return await endpoints.send(request);
    } catch (error) {
      if (!(error instanceof NoHttpAnswer)) throw error;
      throw new SubgraphFailure(name, error.reason, { cause: error.cause });
    }
  }

  return {
    name,
    async execute({ operation, headers, signal }) {
      const answer = await send(({ pathname, search }) => ({
        method: 'POST',
        path: pathname + search,
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        body: operation.body,
        signal,
      }));
      return { headers: answer.headers, body: subgraphBody(name, answer.status, parseJson(name, answer)) };
    },
    subscribe: (subscription) => upstream.subscribe(subscription),
    async route({ method, url, headers, body, signal }) {
      const { status, headers: answered, text } = await send(() => ({ method, path: url, headers, body, signal }));
      return { status, headers: answered, body: text };
    },
    async health(signal) {
      try {
        const { status, text } = await send(() => ({ method: 'GET', path: '/health/ready', headers: {}, signal }));
        if (status >= 500) return 'UNHEALTHY';
        // A server without this route (404) is no subgraph of ours, yet it is there and answers.
        return status === 200 ? statusOf(JSON.parse(text)) : 'HEALTHY';
      } catch {
        return 'UNHEALTHY';
      }
    },
    async stop() {
      await upstream.stop();
      await endpoints.stop();
    },
  };
}

/** A connection that was lost is made to the next replica. */
function inTurn(urls: readonly string[]): () => string {
  let turn = 0;
  return () => urls[turn++ % urls.length] ?? '';
}

function websocketUrl(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${pathname}${search}`;
}

function parseJson(name: string, { text, status }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SubgraphFailure(name, 'nonsense', { cause: { status } });
  }
}
