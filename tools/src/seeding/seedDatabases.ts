import type { Environment } from '@marquee/shared/config';
import { claimDataFolder } from '../launch/claimDataFolder';
import { readLauncherConfig } from '../launch/config';
import { databaseNames, provideDatabases } from '../launch/databases';
import { dataFolderAt } from '../launch/dataFolder';
import { demoAccounts } from '../launch/demoCity';
import { completeEnvironment } from '../launch/environment';
import { requireUsableConfig } from '../launch/services';
import { stopAll } from '../launch/stopAll';
import { type Added, type CitySize, makeLargeCity, type ShowPart } from './largeCity';

export interface SeedOptions {
  readonly environment: Environment;
  readonly root: string;
  /** Of a large city beside the demo city; null for the demo city alone. */
  readonly size: CitySize | null;
  readonly show: ShowPart;
}

export interface Seeded {
  readonly hasDemoCity: boolean;
  /** What there was not before of the large city; null where none was asked for. */
  readonly added: Added | null;
}

/**
 * Fills the databases of `npm start`, or those that the environment names. Whether something runs on them is known of the
 * data folder alone; for databases that are named the caller answers.
 * @throws ConfigError, or Error with a sentence that says what to do
 */
export async function seedDatabases({ environment: given, root, size, show }: SeedOptions): Promise<Seeded> {
  const { dataFolder, hasDemoCity } = readLauncherConfig(given, root);
  const folder = dataFolderAt(dataFolder);
  const stops: (() => Promise<void>)[] = [];
  try {
    const log = await claimDataFolder(folder, stops);
    const completed = completeEnvironment(given, folder.secrets);
    requireUsableConfig(completed);
    const databases = await show('PostgreSQL', () => provideDatabases(completed, folder));
    stops.unshift(databases.stop);
    const environment = { ...completed, ...databases.urls };
    const hurried = { ...completed, ...withoutWaitingForDisks(databases.urls) };
    if (hasDemoCity) await show('demo city', () => demoAccounts(environment, log));
    const added = size === null ? null : await makeLargeCity({ environment, hurried, size, log, show });
    return { hasDemoCity, added };
  } finally {
    await stopAll(stops);
  }
}

/**
 * The same databases, which call a transaction committed before it is on the disk: each event that a search hears of is
 * a transaction, and waiting for the disk would be most of what it takes. Only where all of them are ours: they then
 * write one log, of which a power cut loses the end, the same moments of all.
 */
function withoutWaitingForDisks(urls: Environment): Environment {
  if (Object.keys(urls).length < databaseNames.length) return urls;
  return Object.fromEntries(
    Object.entries(urls).map(([variable, text]) => {
      const url = new URL(text ?? '');
      // Not as a form would write it: the driver takes a plus for a plus.
      url.search = `?options=${encodeURIComponent('-c synchronous_commit=off')}`;
      return [variable, url.href];
    }),
  );
}
