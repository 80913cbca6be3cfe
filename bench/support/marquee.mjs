import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const support = path.dirname(fileURLToPath(import.meta.url));
export const root = path.dirname(path.dirname(support));

/** One for each subgraph, and the bus. */
export const databaseNames = ['users', 'booking', 'food', 'catalog', 'orders', 'payments', 'platform', 'bus'];

/** What a Marquee needs to know; kept over restarts, so that tokens and passwords stay good. */
export function environmentFor(databases) {
  const secret = () => randomBytes(32).toString('hex');
  return {
    PATH: process.env.PATH,
    ...Object.fromEntries(databaseNames.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, databases[name]])),
    GATEWAY_IDENTITY_SECRET: secret(),
    TOKEN_KEY_SECRET: secret(),
    TICKET_KEY_SECRET: secret(),
    PASSWORD_PEPPER: secret(),
    PAYMENT_PROVIDER_API_KEY: secret(),
    PAYMENT_WEBHOOK_SECRET: secret(),
    COOKIE_SECURE: 'false',
    SUPERGRAPH_CONFIG: path.join(root, 'supergraph.yaml'),
    HOST: '127.0.0.1',
    PORT: '0',
    APOLLO_TELEMETRY_DISABLED: 'true',
  };
}

/**
 * Marquee in a process of its own, with the flags of `npm start`: who measures must not stand in its way. Distributed, that
 * process (`pid`) has only started the others, each of which needs a port in the environment.
 * `watch` forgets what the event loop did so far; `report` tells the longest stall since then.
 */
export async function startMarquee(folder, environment, layout = 'colocated') {
  const child = fork(
    path.join(support, 'marqueeProcess.mjs'),
    [JSON.stringify({ root, logFile: path.join(folder, `${layout}.log`), layout })],
    { cwd: root, env: environment, execArgv: ['--max-semi-space-size=64'] },
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Marquee ended with ${code}`);
  });
  ended.catch(() => {});
  const answerTo = async (command) => {
    if (command !== 'start') child.send(command);
    const [answer] = await Promise.race([once(child, 'message'), ended]);
    if (answer.command !== command) throw new Error(`${answer.command} was answered, ${command} was asked`);
    return answer;
  };
  const { url } = await answerTo('start');
  return {
    url,
    pid: child.pid,
    watch: () => answerTo('watch'),
    report: () => answerTo('report'),
    stop: async () => {
      if (child.exitCode === null) await answerTo('stop');
    },
  };
}

/**
 * Posts an operation, as whoever has the token. @throws Error when it has errors
 * @param {string} url
 * @param {string} query
 * @param {Readonly<Record<string, unknown>>} [variables]
 * @param {string} [token]
 */
export async function post(url, query, variables = {}, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
