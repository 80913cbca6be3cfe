import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, lchownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, spawnOptionsFor } from './account';
import { binariesIn, installedPostgres, type PostgresBinaries, prepare } from './binaries';

export interface RunnableBinaries extends PostgresBinaries {
  /** A private copy that is to be deleted when PostgreSQL has stopped; null when the installed ones are used. */
  privateCopy: string | null;
}

/**
 * Binaries that `account` can execute. Under a folder that it cannot reach (a checkout in /root), or one in which we
 * cannot complete the installation, a private copy is made in a new folder of the temporary directory: 60 MB, 0.2 s.
 */
export function runnableBinaries(account: Account | null, installed = installedPostgres()): RunnableBinaries {
  if (canPrepare(installed) && canRun(binariesIn(installed), account)) {
    return { ...binariesIn(installed), privateCopy: null };
  }
  for (const parent of new Set([tmpdir(), '/var/tmp', '/dev/shm'])) {
    const copy = copyInto(parent, installed, account);
    if (canRun(binariesIn(copy), account)) return { ...binariesIn(copy), privateCopy: path.dirname(copy) };
    rmSync(path.dirname(copy), { recursive: true, force: true });
  }
  throw new Error(
    `${account?.name ?? 'this account'} can execute neither ${binariesIn(installed).postgres} nor a copy of it: ` +
      'start as an ordinary user, or set TMPDIR to a folder from which programs may run',
  );
}

function canPrepare(native: string): boolean {
  try {
    prepare(native);
    return true;
  } catch {
    return false;
  }
}

function canRun({ postgres }: PostgresBinaries, account: Account | null): boolean {
  return spawnSync(postgres, ['--version'], spawnOptionsFor(account)).status === 0;
}

/** `mkdtemp` makes a folder that is new and ours alone, so nobody can have put a program there before us. */
function copyInto(parent: string, installed: string, account: Account | null): string {
  const folder = mkdtempSync(path.join(parent, 'marquee-postgres-'));
  const native = path.join(folder, 'native');
  cpSync(installed, native, { recursive: true, verbatimSymlinks: true });
  prepare(native);
  if (account !== null) giveTo(account, folder);
  return native;
}

function giveTo({ uid, gid }: Account, folder: string): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(path.join(folder, entry), uid, gid);
  }
}
