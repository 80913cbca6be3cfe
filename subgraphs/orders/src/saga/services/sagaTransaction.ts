import type { DataSource, EntityManager } from 'typeorm';
import { passCrashPoint } from '../crashPoints';

/** A transaction with a crash point on both sides of its commit, unless it found nothing to do and answers null. */
export async function sagaTransaction<T>(
  db: DataSource,
  run: (tx: EntityManager) => Promise<T | null>,
): Promise<T | null> {
  const result = await db.transaction(async (tx) => {
    const done = await run(tx);
    if (done !== null) passCrashPoint();
    return done;
  });
  if (result !== null) passCrashPoint();
  return result;
}
