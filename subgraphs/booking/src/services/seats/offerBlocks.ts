import type { EntityManager } from 'typeorm';
import { bestSeats } from '../../domain/bestSeats';
import type { OfferedBlock } from '../../domain/errors';
import { type PriceTier, priceOf } from '../../domain/prices';
import type { SeatType } from '../../domain/seat';
import { type SeatClaim, seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import type { ShowingAt } from '../../persistence/showingLock';
import { type KnownPlan, knownPlan } from './seatPlans';

export interface SeatWish {
  readonly partySize: number;
  readonly type?: SeatType | null | undefined;
  readonly accessible?: boolean | null | undefined;
  readonly limit: number;
}

/** What the best blocks of a showing are chosen from. */
export interface SeatOffer {
  readonly plan: KnownPlan;
  readonly tiers: readonly PriceTier[];
  /** Of seats that somebody has. */
  readonly claims: readonly Pick<SeatClaim, 'seatId'>[];
}

/** The best blocks that are free then, best first. */
export async function offerBlocks(
  db: EntityManager,
  { showing, now }: ShowingAt,
  wish: SeatWish,
): Promise<OfferedBlock[]> {
  const plan = await knownPlan(db, showing.screenId);
  const { tiers } = await seatMapRepository(db).pricesOf(showing);
  const claims = await seatClaimsRepository(db).liveOfShowings([showing.id], now);
  return bestBlocks(showing, { plan, tiers, claims }, wish);
}

/** The same of what has been read. */
export function bestBlocks(
  { basePriceMinor, currency }: Pick<ShowingAt['showing'], 'basePriceMinor' | 'currency'>,
  { plan: { geometry, seats, byId }, tiers, claims }: SeatOffer,
  { partySize, type = null, accessible = null, limit }: SeatWish,
): OfferedBlock[] {
  const prices = { basePriceMinor, currency, tiers };
  const taken = new Set(claims.map(({ seatId }) => seatId));
  const costOf = (seatId: string) => priceOf(prices, byId.get(seatId)?.type ?? 'STANDARD', 'ADULT');
  const wish = { partySize, type, accessible, limit };
  return bestSeats(seats, geometry, (seatId) => !taken.has(seatId), wish).map(({ seatIds, score }) => ({
    seatIds,
    totalMinor: seatIds.reduce((sum, seatId) => sum + costOf(seatId), 0),
    currency,
    score,
  }));
}
