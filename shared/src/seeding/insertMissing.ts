import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { joinSql, sql, sqlName } from '../database';

/**
 * Inserts those of the rows that are not there yet, and returns their ids (of a table without one, the first column of
 * its key). What is there stays as it is. All rows have the same properties. They travel as one value, so that there may
 * be thousands: a parameter for each column of each would be more than a statement can have.
 */
export async function insertMissing(
  tx: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly ObjectLiteral[],
): Promise<string[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const { tableName, columns: all, primaryColumns } = tx.connection.getMetadata(entity);
  const columns = all.filter(({ propertyName }) => propertyName in first);
  const table = sqlName(tableName);
  const names = joinSql(
    columns.map(({ databaseName }) => sqlName(databaseName)),
    ', ',
  );
  const key = sqlName(primaryColumns[0]?.databaseName ?? 'id');
  const inserted: { id: string }[] = await tx.query(
    sql`insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict do nothing returning ${key} as id`,
    [
      JSON.stringify(
        rows.map((row) =>
          Object.fromEntries(columns.map(({ databaseName, propertyName }) => [databaseName, row[propertyName]])),
        ),
      ),
    ],
  );
  return inserted.map(({ id }) => id);
}
