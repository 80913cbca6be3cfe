import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '@marquee/shared/config';
import { readLauncherConfig } from './launch/config';
import { dataFolderAt } from './launch/dataFolder';
import { markRunning } from './launch/runningMarker';

/**
 * Empties the data folder of what `npm start` put there, and of nothing else that may lie in it.
 * @returns a sentence to show
 * @throws Error while Marquee runs on it
 */
export async function reset(environment: Environment, root: string): Promise<string> {
  const folder = dataFolderAt(readLauncherConfig(environment, root).dataFolder);
  if (!isThere(folder.root)) return `${folder.root} is empty already.`;
  const marker = await markRunning(folder.marker);
  try {
    for (const name of readdirSync(folder.root)) {
      const entry = path.join(folder.root, name);
      const isOurs = entry === folder.logs || entry === folder.secrets || entry.startsWith(folder.postgres);
      if (isOurs) rmSync(entry, { recursive: true, force: true });
    }
  } finally {
    marker.remove();
  }
  const rest = readdirSync(folder.root);
  if (rest.length > 0) return `${folder.root} is reset; what is not ours was left: ${rest.join(', ')}`;
  rmdirSync(folder.root);
  return `${folder.root} is empty; the next \`npm start\` makes everything anew.`;
}

function isThere(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}
