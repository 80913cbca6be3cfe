import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** Inserts those of the rows that are not there yet, and returns their ids. What is there stays as it is. */
export async function insertMissing(
  tx: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly ObjectLiteral[],
): Promise<string[]> {
  const inserted = await tx
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values([...rows])
    .orIgnore()
    .returning('id')
    // TypeORM would write the first of the returned ids into the first of the rows, whichever row it belongs to.
    .updateEntity(false)
    .execute();
  return (inserted.raw as { id: string }[]).map(({ id }) => id);
}
