import type { DataSource } from 'typeorm';
import { StatementLog } from '../database/statementLog';

/**
 * How the database finds what `act` asks it for, as EXPLAIN writes it: the plan of each statement with the values that
 * it was sent with, as the driver has it planned. The database must have been analyzed.
 */
export async function plansOf(db: DataSource, act: () => Promise<unknown>): Promise<string> {
  const log = db.logger;
  if (!(log instanceof StatementLog)) throw new Error('plansOf needs a data source made by openDatabase');
  const sent: { statement: string; parameters: readonly unknown[] }[] = [];
  const listen = (statement: string, parameters: readonly unknown[]) => void sent.push({ statement, parameters });
  log.listeners.add(listen);
  try {
    await act();
  } finally {
    log.listeners.delete(listen);
  }
  const plans: string[] = [];
  for (const { statement, parameters } of sent) {
    if (!/^\s*(select|with)\b/i.test(statement)) continue;
    const lines: { 'QUERY PLAN': string }[] = await db.query(`explain ${statement}`, [...parameters]);
    plans.push(...lines.map((line) => line['QUERY PLAN']));
  }
  return plans.join('\n');
}

const largeFrom = 1_000;

/** The plans of `act`. @throws Error with them when one reads a table of more than a thousand rows from end to end */
export async function indexedPlansOf(db: DataSource, act: () => Promise<unknown>): Promise<string> {
  const plans = await plansOf(db, act);
  const tables = await readInFull(db, plans);
  if (tables.length > 0) throw new Error(`All of ${tables.join(' and ')} is read:\n${plans}`);
  return plans;
}

async function readInFull(db: DataSource, plans: string): Promise<string[]> {
  const read = [...plans.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table);
  const rows: { name: string }[] = await db.query(
    'select relname as name from pg_class where relname = any ($1) and reltuples > $2 order by relname',
    [[...new Set(read)], largeFrom],
  );
  return rows.map(({ name }) => name);
}
