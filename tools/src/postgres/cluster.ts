import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Account, spawnOptionsFor } from './account';
import type { PostgresBinaries } from './binaries';
import { handOver } from './handOver';

/** The name of PostgreSQL's own superuser; our password for it is random. */
export const superuser = 'marquee';

/**
 * Makes an empty PostgreSQL cluster in `folder` unless there is one. It appears there complete or not at all, so a
 * start that was killed half-way leaves nothing that the next one could stumble over.
 */
export function ensureCluster(
  folder: string,
  { binaries, account, password }: { binaries: PostgresBinaries; account: Account | null; password: string },
): void {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return;
  mkdirSync(path.dirname(folder), { recursive: true });
  deleteUnfinished(folder);
  const workshop = mkdtempSync(`${folder}-new-`);
  try {
    const unfinished = path.join(workshop, 'cluster');
    const passwordFile = path.join(workshop, 'password');
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account !== null) [unfinished, passwordFile].forEach((file) => chownSync(file, account.uid, account.gid));
    runInitdb(unfinished, passwordFile, { binaries, account });
    renameSync(unfinished, folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Of starts that were killed; nobody but us works beside our data folder. */
function deleteUnfinished(folder: string): void {
  const parent = path.dirname(folder);
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${path.basename(folder)}-new-`)) rmSync(path.join(parent, entry), { recursive: true });
  }
}

/** The letters of every script, which pg_trgm asks the system for; a system without that locale knows ASCII alone. */
const letters = ['C.UTF-8', 'C'] as const;

function runInitdb(
  folder: string,
  passwordFile: string,
  { binaries, account }: { binaries: PostgresBinaries; account: Account | null },
): void {
  for (const locale of letters) {
    const { paths, descriptors, close } = handOver([folder, passwordFile], account);
    const { status, stdout, stderr, error } = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${paths[0]}`,
        `--pwfile=${paths[1]}`,
        `--username=${superuser}`,
        `--lc-ctype=${locale}`,
        ...clusterOptions,
      ],
      { ...spawnOptionsFor(account), stdio: ['ignore', 'pipe', 'pipe', ...descriptors], encoding: 'utf8' },
    );
    close();
    if (status === 0) return;
    const isUnknown = locale !== 'C' && stderr?.includes('invalid locale name');
    if (!isUnknown) throw new Error(`initdb failed: ${error?.message ?? `${stdout}${stderr}`}`);
  }
}

const clusterOptions = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-sync',
];
