// Keeps so many connections busy, each with one request after the other, in a process of its own. Every answer must
// be as long as the one that was looked at before: whoever answers faster by answering less is found out.
import { Pool } from 'undici';
import { percentile } from './statistics.mjs';

process.on('message', (order) => void obey(order));
process.on('disconnect', () => process.exit());

async function obey(order) {
  process.send(await run(order).catch(({ stack }) => ({ failure: stack })));
}

async function run({ url, requests, lengths, connections, seconds }) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const latencies = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  let next = 0;
  const keepBusy = async () => {
    while (performance.now() < endsAt) {
      const { operation, token, body } = requests[next % requests.length];
      next += 1;
      const sentAt = performance.now();
      const { status, length, beginning } = await ask(pool, pathname, body, token);
      latencies.push(performance.now() - sentAt);
      if (status !== 200 || length !== lengths[operation]) {
        const expected = `${lengths[operation]} were expected`;
        throw new Error(`${url} answered ${status} with ${length} bytes, ${expected}: ${beginning}`);
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, keepBusy));
  const tookMs = performance.now() - startedAt;
  await pool.close();
  return {
    requests: latencies.length,
    perSecond: (1_000 * latencies.length) / tookMs,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}

function ask(pool, path, body, token) {
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    let length = 0;
    let status = 0;
    let firstChunk;
    pool.dispatch(
      { method: 'POST', path, body, headers },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          length += chunk.length;
          firstChunk ??= chunk;
        },
        onResponseEnd: () => resolve({ status, length, beginning: firstChunk?.toString('utf8', 0, 500) }),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}
