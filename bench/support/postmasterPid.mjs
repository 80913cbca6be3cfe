import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The process that all others of the PostgreSQL on that data folder descend from. */
export function postmasterPid(dataFolder) {
  const [pid] = readFileSync(path.join(dataFolder, 'postmaster.pid'), 'latin1').split('\n');
  return Number(pid);
}
