import path from 'node:path';
import { type DataFolder, makeDataFolder } from './dataFolder';
import { type LogFile, openLogFile } from './logFile';
import { markRunning } from './runningMarker';

/**
 * From here on the data folder is ours, and its log takes what is said. What gives it back is put before the other
 * `stops`. @throws Error when somebody else uses it
 */
export async function claimDataFolder(folder: DataFolder, stops: (() => Promise<void>)[]): Promise<LogFile> {
  makeDataFolder(folder);
  const marker = await markRunning(folder.marker);
  stops.unshift(async () => marker.remove());
  const log = openLogFile(path.join(folder.logs, 'marquee.log'));
  stops.unshift(async () => log.close());
  return log;
}
