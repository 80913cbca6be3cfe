import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../support/freePort.mjs';

const patienceMs = 30_000;
const nodeOptions = ['--max-semi-space-size=64'];

/**
 * A contender in a process of its own. Its log goes into a file, which is shown when it does not start.
 * @param {import('./contenders.mjs').Contender} contender
 * @param {{ folder: string, nodeArguments?: string[], environment: Record<string, string>, supergraphFile: string,
 *   subgraphsUrl: string, distinct: number }} options
 */
export async function startContender(contender, { folder, nodeArguments = [], environment, ...rest }) {
  const place = { ...rest, port: await freePort() };
  const logFile = path.join(folder, `${place.port}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [...nodeOptions, ...nodeArguments, ...contender.args(place)], {
    cwd: import.meta.dirname,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: 'true',
      ...environment,
      ...contender.environment?.(place),
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${place.port}/graphql`;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(force);
  };
  const giveUpAt = Date.now() + patienceMs;
  while (!(await isReady(url))) {
    if (child.exitCode === null && Date.now() < giveUpAt) continue;
    await stop();
    throw new Error(`${contender.title} did not start:\n${readFileSync(logFile, 'utf8')}`);
  }
  return { title: contender.title, url, pid: child.pid, stop };
}

async function isReady(url) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    const response = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
