import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { sql, sqlName } from '../database';

/** Those of the ids that the table has no row of. Asked first, what is there need not be made again to be left alone. */
export async function missingIds(
  tx: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  ids: readonly string[],
): Promise<Set<string>> {
  const table = sqlName(tx.connection.getMetadata(entity).tableName);
  const rows: { id: string }[] = await tx.query(sql`select id from ${table} where id = any ($1)`, [ids]);
  const missing = new Set(ids);
  for (const { id } of rows) missing.delete(id);
  return missing;
}
