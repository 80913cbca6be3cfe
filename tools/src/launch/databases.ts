import { createHmac } from 'node:crypto';
import path from 'node:path';
import type { Environment } from '@marquee/shared/config';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres';
import { readPostmaster } from '../postgres/postmaster';
import type { DataFolder } from './dataFolder';
import { keptSecret } from './secrets';

export const databaseNames = [
  'users',
  'booking',
  'food',
  'catalog',
  'orders',
  'payments',
  'simulated_provider',
  'platform',
  'bus',
] as const;
/** Which environment variable says where the database of that name is. */
export const variableOf = (name: string) => `${name.toUpperCase()}_DATABASE_URL`;

/** Stands for a URL that will be known when PostgreSQL runs, so that the rest can be checked before. */
export const pendingDatabaseUrls = Object.fromEntries(
  databaseNames.map((name) => [variableOf(name), `postgres://pending/${name}`]),
);

export interface ProvidedDatabases {
  /** The URLs that were not given, by environment variable. */
  readonly urls: Environment;
  /** Calls back when the embedded PostgreSQL ends without having been asked to. */
  onBreakdown(report: () => void): void;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL for those databases for which the environment names no server. */
export async function provideDatabases(environment: Environment, folder: DataFolder): Promise<ProvidedDatabases> {
  const missing = databaseNames.filter((name) => environment[variableOf(name)] === undefined);
  if (missing.length === 0) return { urls: {}, onBreakdown: () => {}, stop: async () => {} };

  const password = keptSecret(folder.secrets, 'postgres');
  const postgres = await startEmbeddedPostgres({
    dataFolder: folder.postgres,
    logFile: path.join(folder.logs, 'postgres.log'),
    password,
  });
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    await postgres.stop();
  };
  try {
    const urls = await ensureDatabases(postgres, password, missing);
    const onBreakdown = async (report: () => void) => {
      await postgres.ended;
      if (!isStopping) report();
    };
    return { urls, onBreakdown: (report) => void onBreakdown(report), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The databases of the embedded PostgreSQL that runs on that folder by now. @throws Error when none does */
export function databasesRunningOn(folder: DataFolder): Environment {
  const postmaster = readPostmaster(folder.postgres);
  if (!postmaster?.isReady) throw new Error(`PostgreSQL does not run on ${folder.root} yet, or no longer.`);
  const password = keptSecret(folder.secrets, 'postgres');
  return Object.fromEntries(
    databaseNames.map((name) => [
      variableOf(name),
      `postgres://${name}:${rolePasswordOf(name, password)}@127.0.0.1:${postmaster.port}/${name}`,
    ]),
  );
}

const rolePasswordOf = (name: string, password: string) =>
  createHmac('sha256', password).update(name).digest('base64url');

/** Makes a database for each name, owned by a role that can enter no other, where it is missing. */
async function ensureDatabases(
  postgres: EmbeddedPostgres,
  password: string,
  names: readonly string[],
): Promise<Environment> {
  const administrator = new Client({ connectionString: postgres.urlOf('postgres') });
  // The server may be stopped at any moment; an error that nobody listens to would end the process.
  administrator.on('error', () => {});
  await administrator.connect();
  try {
    const urls: Record<string, string> = {};
    for (const name of names) {
      const rolePassword = rolePasswordOf(name, password);
      await ensureDatabase(administrator, name, rolePassword);
      urls[variableOf(name)] = withUser(postgres.urlOf(name), name, rolePassword);
    }
    return urls;
  } finally {
    await administrator.end();
  }
}

async function ensureDatabase(administrator: Client, name: string, rolePassword: string): Promise<void> {
  const roles = await administrator.query('select from pg_roles where rolname = $1', [name]);
  // These statements take no parameters.
  if (roles.rowCount === 0) {
    await administrator.query(`create role ${escapeIdentifier(name)} login password ${escapeLiteral(rolePassword)}`);
  }
  const databases = await administrator.query('select from pg_database where datname = $1', [name]);
  if (databases.rowCount === 0) {
    await administrator.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(name)}`);
  }
  await administrator.query(`revoke connect on database ${escapeIdentifier(name)} from public`);
}

function withUser(url: string, name: string, password: string): string {
  const result = new URL(url);
  result.username = name;
  result.password = password;
  return result.href;
}
