import type { ExecutionResult } from 'graphql';
import type { SubgraphTransport } from './subgraphTransport';

/** A transport that knows what is under way through it. */
export interface CountedTransport extends SubgraphTransport {
  /** Resolves when no request and no subscription is under way. */
  idle(): Promise<void>;
}

/** Health checks do not count: they may fail at any time. */
export function countedTransport(transport: SubgraphTransport): CountedTransport {
  let underWay = 0;
  let waiting: (() => void)[] = [];

  function leave(): void {
    underWay -= 1;
    if (underWay > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  function counted<T>(run: () => Promise<T>): Promise<T> {
    underWay += 1;
    const answer = run();
    answer.then(leave, leave);
    return answer;
  }

  return {
    name: transport.name,
    execute: (call) => counted(() => transport.execute(call)),
    route: (call) => counted(() => transport.route(call)),
    async subscribe(subscription) {
      underWay += 1;
      return tellingTheEnd(await transport.subscribe(subscription), leave);
    },
    health: (signal) => transport.health(signal),
    stop: () => transport.stop(),
    idle: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** The same events; `onEnd` is called once, whether they end by themselves or nobody wants more. */
function tellingTheEnd(
  events: AsyncIterableIterator<ExecutionResult>,
  onEnd: () => void,
): AsyncIterableIterator<ExecutionResult> {
  let hasEnded = false;
  const end = (): void => {
    if (!hasEnded) onEnd();
    hasEnded = true;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await events.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return(value) {
      end();
      return (await events.return?.(value)) ?? { done: true, value };
    },
  };
}
