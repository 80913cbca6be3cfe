import type { ExecutionResult } from 'graphql';
import { createTransports } from './createTransports';

const requestTimeoutMs = 10_000;

describe('the ways to subgraphs while the supergraph changes', () => {
  /** URLs of those that were stopped. */
  let stopped: string[];
  let endEvents: () => void;
  beforeEach(() => {
    // A pool of connections closes with what is not faked.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    stopped = [];
  });
  afterEach(() => jest.useRealTimers());

  function open(urls: Record<string, string>) {
    return createTransports({
      ...located(urls),
      local: {},
      timeoutMs: 5_000,
      requestTimeoutMs,
      signer: null,
      openUpstream: ({ url }) => {
        const name = typeof url === 'string' ? url : url();
        return {
          subscribe: async () => eventsUntil(new Promise((resolve) => (endEvents = resolve))),
          stop: async () => void stopped.push(new URL(name).host),
        };
      },
    });
  }

  function located(urls: Record<string, string>) {
    return { subgraphs: Object.entries(urls).map(([name, host]) => ({ name, url: `http://${host}/` })), replicas: {} };
  }

  const subscription = { query: 'subscription { tick }', headers: () => ({}), signal: new AbortController().signal };

  it('stay open where a subgraph has not moved', async () => {
    const transports = open({ users: 'a', food: 'b' });
    const users = transports.get('users');
    transports.move(located({ users: 'a', food: 'c' }));
    expect(transports.get('users')).toBe(users);
    await jest.advanceTimersByTimeAsync(requestTimeoutMs);
    expect(stopped).toEqual(['b']);
  });

  it('lead to the replicas that the configuration names', () => {
    const transports = open({ users: 'a' });
    const users = transports.get('users');
    transports.move({ ...located({ users: 'a' }), replicas: { users: ['http://a/', 'http://b/'] } });
    expect(transports.get('users')).not.toBe(users);
  });

  it('end only when every request that knew them must be over', async () => {
    const transports = open({ users: 'a', food: 'b' });
    transports.move(located({ users: 'a' }));
    await jest.advanceTimersByTimeAsync(requestTimeoutMs - 1);
    expect(stopped).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(stopped).toEqual(['b']);
  });

  it('to a removed subgraph are there for requests that have begun, and count no more as there', () => {
    const transports = open({ users: 'a', food: 'b' });
    const food = transports.get('food');
    transports.move(located({ users: 'a' }));
    expect(transports.get('food')).toBe(food);
    expect([...transports.values()].map(({ name }) => name)).toEqual(['users']);
  });

  it('wait for a subscription that runs', async () => {
    const transports = open({ users: 'a' });
    const events = await transports.get('users')!.subscribe(subscription);
    transports.move(located({ users: 'b' }));
    await jest.advanceTimersByTimeAsync(10 * requestTimeoutMs);
    expect(stopped).toEqual([]);
    await events.next();
    const end = events.next();
    endEvents();
    await end;
    await jest.advanceTimersByTimeAsync(0);
    expect(stopped).toEqual(['a']);
  });

  it('wait no longer for one that nobody listens to any more', async () => {
    const transports = open({ users: 'a' });
    const events = await transports.get('users')!.subscribe(subscription);
    transports.move(located({ users: 'b' }));
    await jest.advanceTimersByTimeAsync(requestTimeoutMs);
    await events.return?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(stopped).toEqual(['a']);
  });

  it('end all when the gateway stops, each once', async () => {
    const transports = open({ users: 'a', food: 'b' });
    transports.move(located({ users: 'a', food: 'c' }));
    await transports.stop();
    await jest.advanceTimersByTimeAsync(requestTimeoutMs);
    expect(stopped).toHaveLength(3);
    expect(new Set(stopped)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('fail as unreachable when somebody is later than that', async () => {
    const transports = open({ users: 'a' });
    transports.move(located({}));
    await jest.advanceTimersByTimeAsync(requestTimeoutMs);
    jest.useRealTimers();
    const late = transports.get('users')!.route({ method: 'GET', url: '/', headers: {} });
    await expect(late).rejects.toMatchObject({ name: 'SubgraphFailure', reason: 'unreachable' });
  });
});

async function* eventsUntil(ended: Promise<void>): AsyncGenerator<ExecutionResult, void, void> {
  yield { data: { tick: 1 } };
  await ended;
}
