import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The simulated payment provider as a process of its own, as `npm start` has it. */
export async function startPaymentProvider(bench, environment) {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'paymentProviderProcess.mjs');
  const child = fork(file, { env: environment });
  const ended = once(child, 'exit');
  bench.stopLater(async () => {
    if (child.exitCode !== null) return;
    child.send('stop');
    await ended;
  });
  const [{ url }] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the payment provider ended with ${code}`))),
  ]);
  return { url, pid: child.pid };
}
