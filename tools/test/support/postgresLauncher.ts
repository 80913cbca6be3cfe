import path from 'node:path';
import { startEmbeddedPostgres } from '../../src/postgres';

/** A launcher as a process of its own: says where its PostgreSQL listens, and runs until it is killed. */
async function launch([folder = '', password = '']: string[]) {
  const postgres = await startEmbeddedPostgres({
    dataFolder: path.join(folder, 'data'),
    logFile: path.join(folder, 'postgres.log'),
    password,
    deleteOnDeath: [path.join(folder, 'scratch')],
    settings: { fsync: 'off' },
  });
  process.stdout.write(`${JSON.stringify({ url: postgres.urlOf('postgres'), uid: process.getuid?.() })}\n`);
  setInterval(() => {}, 60_000);
}

launch(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
