import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** The clients, in a process of their own. */
export function startLoad() {
  const child = fork(path.join(import.meta.dirname, 'loadProcess.mjs'));
  return {
    /**
     * @param {{ url: string, requests: { operation: number, token: string, body: string }[], lengths: number[],
     *   connections: number, seconds: number }} order `lengths` are the bytes of the answer to each operation
     * @throws Error when an answer is not the expected one
     */
    run: async (order) => {
      child.send(order);
      const [outcome] = await once(child, 'message');
      if (outcome.failure !== undefined) throw new Error(outcome.failure);
      return outcome;
    },
    stop: () => child.disconnect(),
  };
}
