import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { type DatabaseOptions, openDatabase } from '../database';
import { createLogger } from '../logging';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

export type TestSchema = Pick<DatabaseOptions, 'entities' | 'migrations'>;

/**
 * A database of its own for a test file, migrated. The migrations run once a test run and subgraph; every further
 * database is a copy of the result, which takes some 30 ms.
 */
export async function createTestDatabase(subgraph: string, schema: TestSchema): Promise<TestDatabase> {
  const template = `template_${subgraph}`;
  const name = `test_${subgraph}_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (administrator) => {
    await ensureTemplate(administrator, template, schema);
    await administrator.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`);
  });
  return {
    url: urlOf(name),
    drop: () =>
      asAdministrator(async (administrator) => {
        await administrator.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
      }),
  };
}

/** Test files start at the same moment in several processes; the lock lets one migrate while the others wait. */
async function ensureTemplate(administrator: Client, template: string, schema: TestSchema): Promise<void> {
  await administrator.query('select pg_advisory_lock(hashtext($1))', [template]);
  try {
    const { rowCount } = await administrator.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) await buildTemplate(administrator, template, schema);
  } finally {
    await administrator.query('select pg_advisory_unlock(hashtext($1))', [template]);
  }
}

/** It gets its name when it is complete, so that a failed migration leaves no half-made template behind. */
async function buildTemplate(administrator: Client, template: string, schema: TestSchema): Promise<void> {
  const unfinished = `unfinished_${template}`;
  await administrator.query(`drop database if exists ${escapeIdentifier(unfinished)} with (force)`);
  await administrator.query(`create database ${escapeIdentifier(unfinished)}`);
  const database = await openDatabase({
    url: urlOf(unfinished),
    applicationName: 'test-template',
    logger: createLogger({ service: 'test', level: 'silent' }),
    ...schema,
  });
  await database.destroy();
  await administrator.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(template)}`);
}

async function asAdministrator<T>(run: (administrator: Client) => Promise<T>): Promise<T> {
  const administrator = new Client({ connectionString: administratorUrl() });
  // The server may be stopped while a connection is idle: an error nobody listens to would end the process.
  administrator.on('error', () => {});
  await administrator.connect();
  try {
    return await run(administrator);
  } finally {
    await administrator.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(administratorUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function administratorUrl(): string {
  const url = process.env['MARQUEE_TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('no PostgreSQL for tests: start jest from the root, it brings one');
  return url;
}
