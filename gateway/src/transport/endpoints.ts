import { type Dispatcher, Pool } from 'undici';
import { exchange, type HttpAnswer, type HttpRequest, NoHttpAnswer } from './httpExchange';

/** One replica of a subgraph. */
interface Endpoint {
  readonly url: URL;
  readonly pool: EndpointPool;
  /** Requests that it has not answered yet. */
  running: number;
  /** Until then others are asked first, since it could not be reached. */
  avoidedUntilMs: number;
}

export interface Endpoints {
  /**
   * Sends a request to the replica with the least to do. One that was surely not received goes to the next replica.
   * @throws NoHttpAnswer
   */
  send(request: (url: URL) => HttpRequest): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

const maxConnections = 64;
const maxAnswerBytes = 50 * 1024 * 1024;
const avoidedForMs = 5_000;

/** The connections to one replica. */
export interface EndpointPool extends Pick<Dispatcher, 'dispatch'> {
  destroy(): Promise<void>;
}

export interface EndpointsEnvironment {
  readonly now?: () => number;
  readonly openPool?: (origin: string) => EndpointPool;
}

/** Replicas of one subgraph, each with a pool of kept-alive connections that is its own. */
export function openEndpoints(
  urls: readonly string[],
  timeoutMs: number,
  { now = Date.now, openPool = keptAlive }: EndpointsEnvironment = {},
): Endpoints {
  const endpoints = urls.map((url): Endpoint => {
    const parsed = new URL(url);
    return { url: parsed, pool: openPool(parsed.origin), running: 0, avoidedUntilMs: 0 };
  });
  let turn = 0;

  /** Those with equally little to do take turns. */
  function pick(tried: ReadonlySet<Endpoint>): Endpoint | undefined {
    turn = (turn + 1) % endpoints.length;
    let best: Endpoint | undefined;
    for (let nth = 0; nth < endpoints.length; nth += 1) {
      const candidate = endpoints[(turn + nth) % endpoints.length];
      if (candidate === undefined || tried.has(candidate)) continue;
      if (best === undefined || isBetter(candidate, best, now())) best = candidate;
    }
    return best;
  }

  async function sendTo(endpoint: Endpoint, request: HttpRequest): Promise<HttpAnswer> {
    endpoint.running += 1;
    try {
      const answer = await exchange(endpoint.pool, request, timeoutMs);
      endpoint.avoidedUntilMs = 0;
      return answer;
    } catch (error) {
      if (error instanceof NoHttpAnswer && error.reason === 'unreachable') {
        endpoint.avoidedUntilMs = now() + avoidedForMs;
      }
      throw error;
    } finally {
      endpoint.running -= 1;
    }
  }

  return {
    async send(request) {
      const tried = new Set<Endpoint>();
      for (;;) {
        const endpoint = pick(tried);
        if (endpoint === undefined) throw new Error('There is no endpoint');
        tried.add(endpoint);
        try {
          return await sendTo(endpoint, request(endpoint.url));
        } catch (error) {
          const isElsewhere = error instanceof NoHttpAnswer && !error.isSent && tried.size < endpoints.length;
          if (!isElsewhere) throw error;
        }
      }
    },
    async stop() {
      await Promise.all(endpoints.map(({ pool }) => pool.destroy()));
    },
  };
}

function keptAlive(origin: string): EndpointPool {
  return new Pool(origin, {
    connections: maxConnections,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    maxResponseSize: maxAnswerBytes,
  });
}

function isBetter(one: Endpoint, other: Endpoint, now: number): boolean {
  const [isAvoided, isOtherAvoided] = [one.avoidedUntilMs > now, other.avoidedUntilMs > now];
  return isAvoided === isOtherAvoided ? one.running < other.running : isOtherAvoided;
}
