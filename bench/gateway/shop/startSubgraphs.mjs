import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/**
 * The four subgraphs in a process of their own.
 * @param {string} keys the key set of whoever issues the tokens
 */
export async function startSubgraphs(keys) {
  const child = fork(path.join(import.meta.dirname, 'subgraphProcess.mjs'), [keys], {
    execArgv: ['--max-semi-space-size=64'],
  });
  const [{ url }] = await once(child, 'message');
  return {
    url,
    /** How many requests for data came so far. */
    countFetches: async () => {
      child.send('count');
      const [{ fetches }] = await once(child, 'message');
      return fetches;
    },
    stop: () => child.disconnect(),
  };
}
