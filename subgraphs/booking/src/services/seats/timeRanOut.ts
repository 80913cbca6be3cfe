import type { EntityManager } from 'typeorm';
import { HoldExpired } from '../../domain/errors';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';

/** The refusal for seats that somebody had until then, which says whether they are still free. */
export async function timeRanOut(
  db: EntityManager,
  had: { readonly showingId: string; readonly seatIds: readonly string[]; readonly until: Date },
  now: Date,
  path: readonly string[],
): Promise<HoldExpired> {
  const taken = await seatClaimsRepository(db).takenOf(had.showingId, had.seatIds, now);
  return new HoldExpired(had.until, taken.length === 0, path);
}
