import { existsSync } from 'node:fs';
import path from 'node:path';
import { claimDataFolder, completeEnvironment, dataFolderAt, keptSecret, startEmbeddedPostgres } from '@marquee/tools';
import { databaseNames, environmentFor, root } from './marquee.mjs';
import { postmasterPid } from './postmasterPid.mjs';

/**
 * The data of `npm run seed -- --large`, which nobody else uses meanwhile: its PostgreSQL, to be started any number of
 * times, and the environment for a Marquee on it.
 * @param {{ folder: string, stopLater: (stop: () => unknown) => void }} bench
 */
export async function seededPostgres(bench) {
  const folder = dataFolderAt(path.resolve(root, process.env.MARQUEE_DATA_DIR ?? '.data'));
  if (!existsSync(folder.postgres)) throw new Error('There is nothing to measure on: npm run seed -- --large');
  const stops = [];
  await claimDataFolder(folder, stops);
  bench.stopLater(async () => {
    for (const stop of stops) await stop();
  });
  return {
    start: async (settings = {}) => {
      const logFile = path.join(bench.folder, 'postgres.log');
      const postgres = await startEmbeddedPostgres({
        dataFolder: folder.postgres,
        logFile,
        password: keptSecret(folder.secrets, 'postgres'),
        settings,
      });
      bench.stopLater(() => postgres.stop());
      const urls = Object.fromEntries(databaseNames.map((name) => [name, postgres.urlOf(name)]));
      return {
        ...postgres,
        pid: postmasterPid(folder.postgres),
        logFile,
        // Secrets of its own would not open the keys that are there.
        environment: { ...environmentFor(urls), ...secretsOf(folder) },
      };
    },
  };
}

function secretsOf({ secrets }) {
  const names = ['GATEWAY_IDENTITY_SECRET', 'TOKEN_KEY_SECRET', 'TICKET_KEY_SECRET', 'PASSWORD_PEPPER'];
  const completed = completeEnvironment({}, secrets);
  return Object.fromEntries(names.map((name) => [name, completed[name]]));
}
