import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { startEmbeddedPostgres } from '@marquee/tools';
import { Client } from 'pg';

/**
 * A PostgreSQL with the settings that `npm start` gives it (it does wait for the disk), and these empty databases.
 * @param {{ folder: string, stopLater: (stop: () => unknown) => void }} bench
 * @param {readonly string[]} databases
 * @param {Readonly<Record<string, string | number>>} settings beside those
 * @returns {Promise<Record<string, string>>} the URL of each
 */
export async function temporaryPostgres({ folder, stopLater }, databases, settings = {}) {
  const postgres = await startEmbeddedPostgres({
    dataFolder: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'postgres.log'),
    password: randomBytes(18).toString('base64url'),
    settings,
    deleteOnDeath: [folder],
  });
  stopLater(() => postgres.stop());
  const administrator = new Client({ connectionString: postgres.urlOf('postgres') });
  await administrator.connect();
  for (const name of databases) await administrator.query(`create database "${name}"`);
  await administrator.end();
  return Object.fromEntries(databases.map((name) => [name, postgres.urlOf(name)]));
}
