import { existsSync } from 'node:fs';
import type { Environment } from '@marquee/shared/config';
import { readLauncherConfig } from '../launch/config';
import { databasesRunningOn, provideDatabases } from '../launch/databases';
import { dataFolderAt } from '../launch/dataFolder';
import { markRunning, runnerAt } from '../launch/runningMarker';
import { checkInvariants } from './checkInvariants';
import { reportFindings } from './reportFindings';

export interface Checked {
  readonly report: string;
  readonly isWhole: boolean;
}

/**
 * Checks the databases that the environment names. Where it names none at all, those of the data folder: on the server of
 * the Marquee that runs on it, or on one that runs for as long as that takes. @throws Error when the folder is empty
 */
export async function runCheck(environment: Environment, root: string): Promise<Checked> {
  const isNamed = Object.keys(environment).some((name) => name.endsWith('_DATABASE_URL') && environment[name]);
  return isNamed ? check(environment) : checkDataFolder(environment, root);
}

async function check(environment: Environment): Promise<Checked> {
  const findings = await checkInvariants(environment);
  return {
    report: reportFindings(findings),
    isWhole: findings.every(({ violations }) => violations === null || violations.length === 0),
  };
}

async function checkDataFolder(environment: Environment, root: string): Promise<Checked> {
  const folder = dataFolderAt(readLauncherConfig(environment, root).dataFolder);
  if (!existsSync(folder.postgres)) throw new Error(`There is nothing to check in ${folder.root}.`);
  if (runnerAt(folder.marker) !== null) return check({ ...environment, ...databasesRunningOn(folder) });
  const marker = await markRunning(folder.marker);
  try {
    const databases = await provideDatabases(environment, folder);
    try {
      return await check({ ...environment, ...databases.urls });
    } finally {
      await databases.stop();
    }
  } finally {
    marker.remove();
  }
}
