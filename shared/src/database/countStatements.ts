import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import { StatementLog } from './statementLog';

/**
 * Runs `act` and returns every SQL statement that it had the data source send: what an N+1 test asserts on. Statements
 * that relays, consumers and sweeps send meanwhile are not of its making, and not among them.
 */
export async function countStatements<T>(
  database: DataSource,
  act: () => Promise<T>,
): Promise<{ result: T; statements: readonly string[] }> {
  const log = database.logger;
  if (!(log instanceof StatementLog)) throw new Error('countStatements needs a data source made by openDatabase');
  const statements: string[] = [];
  const own = new AsyncLocalStorage<true>();
  const listen = (statement: string) => {
    if (own.getStore()) statements.push(statement);
  };
  log.listeners.add(listen);
  try {
    return { result: await own.run(true, act), statements };
  } finally {
    log.listeners.delete(listen);
  }
}
