import type { DataSource } from 'typeorm';

/** The names of the tables before all migrations were taken back, without them, and when they were done again. */
export interface RedoneMigrations {
  readonly before: readonly string[];
  readonly without: readonly string[];
  readonly after: readonly string[];
}

/** Takes every migration back, the last one first, and does all of them again. */
export async function redoMigrations(db: DataSource): Promise<RedoneMigrations> {
  const before = await tablesOf(db);
  for (const _ of db.migrations) await db.undoLastMigration();
  const without = await tablesOf(db);
  await db.runMigrations();
  return { before, without, after: await tablesOf(db) };
}

async function tablesOf(db: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows.map(({ name }) => name);
}
