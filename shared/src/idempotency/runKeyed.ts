import type { DataSource, EntityManager } from 'typeorm';
import { type IdempotencyClaim, runOnce } from './runOnce';

/** A claim whose key the caller may have left out. */
export interface OptionalClaim extends Omit<IdempotencyClaim, 'key'> {
  readonly key: string | null | undefined;
}

/** Runs the use case in one transaction, and for those who give a key once, as `runOnce` does. @throws IdempotencyKeyReused */
export async function runKeyed<T>(
  db: DataSource,
  { key, ...claim }: OptionalClaim,
  run: (tx: EntityManager) => Promise<T>,
): Promise<{ result: T; replayed: boolean }> {
  if (key != null) return runOnce(db, { ...claim, key }, run);
  return { result: await db.transaction(run), replayed: false };
}
