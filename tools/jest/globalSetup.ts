import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../src/postgres';
import { keepForTeardown } from './runningPostgres';

/** One PostgreSQL for the whole run, in a folder that vanishes with it, even when jest is killed. */
export default async function startPostgres(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'marquee-test-'));
  try {
    const postgres = await startEmbeddedPostgres({
      dataFolder: path.join(folder, 'data'),
      logFile: path.join(folder, 'postgres.log'),
      password: randomBytes(18).toString('base64url'),
      deleteOnDeath: [folder],
      settings: forgetful,
    });
    keepForTeardown({ postgres, folder });
    process.env['TMPDIR'] = folderForTests(folder);
    process.env['MARQUEE_TEST_POSTGRES_URL'] = postgres.urlOf('postgres');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Temporary files of tests go with the run too, whatever becomes of it. Accounts that tests switch to can enter. */
function folderForTests(folder: string): string {
  chmodSync(folder, 0o711);
  const inner = path.join(folder, 'tmp');
  mkdirSync(inner);
  chmodSync(inner, 0o1777);
  return inner;
}

/** Nothing in a test outlives its server, so nothing has to reach the disk. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 400 };
