import type { DataSource } from 'typeorm';
import { StatementLog } from './statementLog';

/** Runs `act` and returns every SQL statement that the data source sent meanwhile: what an N+1 test asserts on. */
export async function countStatements<T>(
  database: DataSource,
  act: () => Promise<T>,
): Promise<{ result: T; statements: readonly string[] }> {
  const log = database.logger;
  if (!(log instanceof StatementLog)) throw new Error('countStatements needs a data source made by openDatabase');
  const statements: string[] = [];
  const listen = (statement: string) => void statements.push(statement);
  log.listeners.add(listen);
  try {
    return { result: await act(), statements };
  } finally {
    log.listeners.delete(listen);
  }
}
