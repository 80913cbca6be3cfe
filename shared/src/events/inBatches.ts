import type { DataSource, EntityManager } from 'typeorm';

const batchSize = 200;

/**
 * Works through all rows of a table by their ids, a transaction a batch, so that no lock is held for long.
 * `idsAfter` gives the next ids in their order, at most that many.
 */
export async function inBatches(
  db: DataSource,
  idsAfter: (tx: EntityManager, after: string, limit: number) => Promise<readonly string[]>,
  work: (tx: EntityManager, ids: readonly string[]) => Promise<void>,
): Promise<void> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    after = await db.transaction(async (tx) => {
      const ids = await idsAfter(tx, from, batchSize);
      await work(tx, ids);
      return ids.length < batchSize ? undefined : ids.at(-1);
    });
  }
}
