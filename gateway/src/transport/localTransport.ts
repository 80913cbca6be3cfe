import type { Subgraph } from '@marquee/shared/subgraph';
import { startDeadline } from './deadline';
import { statusOf } from './serviceStatus';
import { subgraphBody } from './subgraphBody';
import { SubgraphFailure, type SubgraphTransport } from './subgraphTransport';

/**
 * A subgraph in this process, called by function. It gets exactly the headers it would get over HTTP, and the same
 * time to answer. Its owner stops it, not the gateway.
 */
export function createLocalTransport(subgraph: Subgraph, timeoutMs: number): SubgraphTransport {
  const { name } = subgraph;

  /** The callee may not watch the signal, so the wait itself ends with the deadline. */
  async function inTime<T>(caller: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = startDeadline(timeoutMs, caller);
    try {
      return await Promise.race([run(deadline.signal), deadline.passed]);
    } catch (cause) {
      throw new SubgraphFailure(name, reasonOf(deadline), { cause });
    } finally {
      deadline.done();
    }
  }

  return {
    name,
    async execute({ operation: { query, operationName, variables }, headers, signal: caller }) {
      const answer = await inTime(caller, (signal) =>
        subgraph.execute({ query, operationName, variables, headers, signal }),
      );
      return { headers: answer.headers, body: subgraphBody(name, answer.status, answer.body) };
    },
    subscribe: ({ headers, ...subscription }) => subgraph.subscribe({ ...subscription, headers: headers() }),
    route: ({ method, url, headers, body, signal }) =>
      inTime(signal, () => subgraph.handleRoute({ method, url, headers, ...(body === undefined ? {} : { body }) })),
    async health(signal) {
      try {
        return statusOf(await inTime(signal, () => subgraph.ready()));
      } catch {
        return 'UNHEALTHY';
      }
    },
    stop: async () => undefined,
  };
}

function reasonOf(deadline: { isTimeUp(): boolean; signal: AbortSignal }): SubgraphFailure['reason'] {
  if (deadline.isTimeUp()) return 'timeout';
  return deadline.signal.aborted ? 'aborted' : 'unreachable';
}
