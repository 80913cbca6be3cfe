import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** What lies where in the data folder. `npm run reset` deletes exactly these. */
export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly secrets: string;
  readonly logs: string;
  readonly marker: string;
}

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    postgres: path.join(root, 'postgres'),
    secrets: path.join(root, 'secrets'),
    logs: path.join(root, 'logs'),
    marker: path.join(root, 'running.json'),
  };
}

/** @throws Error that says whose folder it is when it is somebody else's */
export function makeDataFolder(folder: DataFolder): void {
  try {
    mkdirSync(folder.root, { recursive: true });
    mkdirSync(folder.logs, { recursive: true });
    mkdirSync(folder.secrets, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(
      `${folder.root} cannot be written (${(error as NodeJS.ErrnoException).code}). ` +
        'Start as the account that owns it, or set MARQUEE_DATA_DIR to another folder.',
      { cause: error },
    );
  }
}
