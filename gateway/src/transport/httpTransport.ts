import { type Dispatcher, Pool } from 'undici';
import type { Headers } from '../context';
import { startDeadline } from './deadline';
import { statusOf } from './serviceStatus';
import { subgraphBody } from './subgraphBody';
import { SubgraphFailure, type SubgraphTransport } from './subgraphTransport';
import type { OpenUpstream } from './upstreamSubscriptions';

export interface HttpTransportOptions {
  readonly name: string;
  /** The subgraph's GraphQL endpoint. Its plain routes and health are on the same origin. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly upgradeHeaders: () => Headers;
  readonly openUpstream: OpenUpstream;
}

const maxConnections = 64;
const maxAnswerBytes = 50 * 1024 * 1024;

interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly text: string;
}

type HttpRequest = Pick<Dispatcher.RequestOptions, 'method' | 'path'> & {
  readonly headers: Headers;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A subgraph in a process of its own, over a pool of kept-alive connections. */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const { name, timeoutMs } = options;
  const endpoint = new URL(options.url);
  const pool = new Pool(endpoint.origin, {
    connections: maxConnections,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    maxResponseSize: maxAnswerBytes,
  });
  const upstream = options.openUpstream({
    subgraph: name,
    url: `${endpoint.protocol === 'https:' ? 'wss' : 'ws'}://${endpoint.host}${endpoint.pathname}${endpoint.search}`,
    upgradeHeaders: options.upgradeHeaders,
  });

  async function send({ method, path, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const deadline = startDeadline(timeoutMs, signal);
    try {
      const answer = await pool.request({ method, path, headers, body: body ?? null, signal: deadline.signal });
      return { status: answer.statusCode, headers: definedHeaders(answer.headers), text: await answer.body.text() };
    } catch (cause) {
      const reason = deadline.isTimeUp() ? 'timeout' : deadline.signal.aborted ? 'aborted' : 'unreachable';
      throw new SubgraphFailure(name, reason, { cause });
    } finally {
      deadline.done();
    }
  }

  return {
    name,
    async execute({ query, operationName, variables, headers, signal }) {
      const answer = await send({
        method: 'POST',
        path: endpoint.pathname + endpoint.search,
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, operationName, variables }),
        signal,
      });
      return { headers: answer.headers, body: subgraphBody(name, answer.status, parseJson(name, answer)) };
    },
    subscribe: (subscription) => upstream.subscribe(subscription),
    async route({ method, url, headers, body, signal }) {
      const { status, headers: answered, text } = await send({ method, path: url, headers, body, signal });
      return { status, headers: answered, body: text };
    },
    async health(signal) {
      try {
        const { status, text } = await send({ method: 'GET', path: '/health/ready', headers: {}, signal });
        if (status >= 500) return 'UNHEALTHY';
        // A server without this route (404) is no subgraph of ours, yet it is there and answers.
        return status === 200 ? statusOf(JSON.parse(text)) : 'HEALTHY';
      } catch {
        return 'UNHEALTHY';
      }
    },
    async stop() {
      await upstream.stop();
      await pool.destroy();
    },
  };
}

function definedHeaders(headers: Record<string, string | string[] | undefined>): HttpAnswer['headers'] {
  const defined: HttpAnswer['headers'] = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) defined[name] = value;
  return defined;
}

function parseJson(name: string, { text, status }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SubgraphFailure(name, 'nonsense', { cause: { status } });
  }
}
