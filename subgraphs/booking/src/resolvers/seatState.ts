import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import type { BookingContext } from '../context';
import { priceOf } from '../domain/prices';
import type { SeatBlockResolvers, SeatStateResolvers } from '../generated/resolverTypes';
import type { SeatEntity } from '../persistence/seat.entity';
import type { SeatClaim } from '../persistence/seatClaimsRepository';
import type { ShowingEntity } from '../persistence/showing.entity';

/** A seat in one showing, as this viewer may know it: who holds it is told to nobody but the holder. */
export interface ShownSeatState {
  readonly showing: ShowingEntity;
  readonly seat: SeatEntity;
  readonly availability: 'FREE' | 'HELD' | 'HELD_BY_ME' | 'SOLD' | 'BLOCKED';
  readonly heldUntil: Date | null;
}

/** The state of a seat from who has it; null is nobody. */
export function seatState(
  showing: ShowingEntity,
  seat: SeatEntity,
  claim: SeatClaim | null,
  viewerId: string | undefined,
): ShownSeatState {
  const shown = { showing, seat, heldUntil: null };
  switch (claim?.kind) {
    case 'BOOKING':
    case 'HOLD':
      // A booking has its seats for good once it is paid.
      if (claim.expiresAt === null) return { ...shown, availability: 'SOLD' };
      return { ...shown, availability: holder(claim.heldBy, viewerId), heldUntil: claim.expiresAt };
    case 'BLOCK':
      return { ...shown, availability: 'BLOCKED' };
    case undefined:
      return { ...shown, availability: seat.isBlocked ? 'BLOCKED' : 'FREE' };
    default:
      throw new TypeError(`no such claim: ${String(claim?.kind satisfies undefined)}`);
  }
}

/** Whether a hold, or a booking that waits for its payment, is the viewer's own. */
export function holder(heldBy: string | null, viewerId: string | undefined): 'HELD' | 'HELD_BY_ME' {
  return heldBy !== null && heldBy === viewerId ? 'HELD_BY_ME' : 'HELD';
}

export const SeatState: SeatStateResolvers = {
  price: async ({ showing, seat }, _args, { loaders }) => {
    const { basePriceMinor, currency } = showing;
    const tiers = await loaders.priceTiers.load(showing.id);
    return money(priceOf({ basePriceMinor, currency, tiers }, seat.type, 'ADULT'), currency);
  },
};

export const SeatBlock: SeatBlockResolvers = {
  seats: ({ seatIds }, _args, { loaders }) => seatsOf(seatIds, loaders),
  total: ({ totalMinor, currency }) => money(totalMinor, currency),
};

/** The seats with these ids, in that order. */
export function seatsOf(seatIds: readonly string[], loaders: BookingContext['loaders']): Promise<SeatEntity[]> {
  return Promise.all(seatIds.map((id) => referenced(loaders.seat.load(id))));
}
