import 'reflect-metadata';
import type { PoolConfig } from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import type { Logger } from '../logging';
import { BoundedClient } from './boundedClient';
import { StatementLog } from './statementLog';

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`, so that an operator sees whose connection it is. */
  readonly applicationName: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly poolMax?: number;
  /** How long a statement waits for one of them. */
  readonly poolTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  readonly logger: Logger;
}

/** The same key in every database: only replicas of one subgraph ever meet on it. */
const migrationLock = 4_207_100_001;

/**
 * Brings the schema up to date, then connects with a bounded pool whose statements are bounded too. Replicas that start
 * together migrate one at a time. `synchronize` is always off: the schema changes by migrations only.
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { statementTimeoutMs = 5_000, poolMax = 10, poolTimeoutMs = 5_000 } = options;
  await migrate(options);
  const database = dataSource(options, {
    max: poolMax,
    connectionTimeoutMillis: poolTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 30_000,
    // The server ends a slow statement; this ends the wait for a server that is frozen itself.
    query_timeout: statementTimeoutMs + 2_000,
    Client: BoundedClient,
  });
  return database.initialize();
}

/** On connections of its own: building an index on a large table takes longer than any request may. */
async function migrate(options: DatabaseOptions): Promise<void> {
  const database = await dataSource(options, { max: 2, connectionTimeoutMillis: 5_000 }).initialize();
  const guard = database.createQueryRunner();
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock]);
    await database.runMigrations({ transaction: 'each' });
  } finally {
    // Closing its connection gives the lock back.
    await guard.release();
    await database.destroy();
  }
}

function dataSource(options: DatabaseOptions, pool: Readonly<PoolConfig>): DataSource {
  const { logger } = options;
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: [...options.entities] as (new () => ObjectLiteral)[],
    migrations: [...options.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    logger: new StatementLog(logger),
    maxQueryExecutionTime: 1_000,
    // Without a handler an idle connection that the server closes would end the process.
    poolErrorHandler: (error: Error) => logger.warn({ err: error }, 'a pooled database connection was lost'),
    extra: pool,
  });
}
