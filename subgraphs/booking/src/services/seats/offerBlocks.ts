import type { EntityManager } from 'typeorm';
import { bestSeats } from '../../domain/bestSeats';
import type { OfferedBlock } from '../../domain/errors';
import { priceOf } from '../../domain/prices';
import type { SeatType } from '../../domain/seat';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import type { ShowingAt } from '../../persistence/showingLock';
import { knownPlan } from './seatPlans';

export interface SeatWish {
  readonly partySize: number;
  readonly type?: SeatType | null | undefined;
  readonly accessible?: boolean | null | undefined;
  readonly limit: number;
}

/** The best blocks that are free then, best first. */
export async function offerBlocks(
  db: EntityManager,
  { showing, now }: ShowingAt,
  { partySize, type = null, accessible = null, limit }: SeatWish,
): Promise<OfferedBlock[]> {
  const map = seatMapRepository(db);
  const { geometry, seats, byId } = await knownPlan(db, showing.screenId);
  const prices = await map.pricesOf(showing);
  const claims = await seatClaimsRepository(db).liveOfShowings([showing.id], now);
  const taken = new Set(claims.map(({ seatId }) => seatId));
  const costOf = (seatId: string) => priceOf(prices, byId.get(seatId)?.type ?? 'STANDARD', 'ADULT');
  const wish = { partySize, type, accessible, limit };
  return bestSeats(seats, geometry, (seatId) => !taken.has(seatId), wish).map(({ seatIds, score }) => ({
    seatIds,
    totalMinor: seatIds.reduce((sum, seatId) => sum + costOf(seatId), 0),
    currency: showing.currency,
    score,
  }));
}
