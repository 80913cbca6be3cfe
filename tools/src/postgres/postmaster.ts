import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../processes/isAlive';

/** What a running PostgreSQL writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

export function readPostmaster(dataFolder: string): Postmaster | null {
  try {
    const lines = readFileSync(pidFile(dataFolder), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * Makes the data folder free for a new PostgreSQL: one that its launcher left behind is stopped, and a note of one
 * that died is removed even where another program has its process id by now (usual in containers).
 */
export async function retirePostmaster(dataFolder: string): Promise<void> {
  const postmaster = readPostmaster(dataFolder);
  if (postmaster === null) return;
  const serves = () => isAlive(postmaster.pid) && servesFolder(postmaster.pid, dataFolder);

  if (serves()) signal(postmaster.pid, 'SIGINT');
  const patienceEndsAt = Date.now() + patienceMs;
  while (serves()) {
    if (Date.now() > patienceEndsAt) {
      throw new Error(`another PostgreSQL (process ${postmaster.pid}) uses ${dataFolder} and does not stop`);
    }
    await wait(pollMs);
  }
  if (isAlive(postmaster.pid)) rmSync(pidFile(dataFolder), { force: true });
}

const patienceMs = 30_000;
const pollMs = 25;

const pidFile = (dataFolder: string) => path.join(dataFolder, 'postmaster.pid');

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}

/** PostgreSQL works in its data folder; elsewhere than on Linux its command line names it. */
function servesFolder(pid: number, dataFolder: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return (stdout ?? '').includes(`-D ${dataFolder}`);
}
