import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { holdRules, type SeatHold } from '../../domain/seatHold';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import type { PricedSeat } from '../seats/chooseSeats';
import { becomesHeld, tellSeatMap } from '../seats/tellSeatMap';
import { tellOfHold } from './tellOfHold';

/** Holds these seats, which are free, for the user from now on. @throws Error when one of them is not free after all */
export async function makeHold(
  tx: EntityManager,
  locked: LockedShowing,
  userId: string,
  seats: readonly PricedSeat[],
): Promise<SeatHold> {
  const { showing, now } = locked;
  const hold: SeatHold = {
    id: newId('seatHold'),
    showingId: showing.id,
    userId,
    state: 'ACTIVE',
    expiresAt: new Date(now.getTime() + holdRules.durationMs),
    extensionsLeft: holdRules.extensions,
    totalMinor: seats.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
    currency: showing.currency,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const seatIds = seats.map(({ seatId }) => seatId);
  await seatHoldsRepository(tx).insert(hold, seats);
  const claim = { kind: 'HOLD', holdId: hold.id, expiresAt: hold.expiresAt } as const;
  const claimed = await seatClaimsRepository(tx).insert(showing.id, seatIds, claim);
  if (claimed.length < seatIds.length) throw new Error('a seat that was free under the lock is taken');
  await tellOfHold(tx, hold, seatIds.length);
  await tellSeatMap(tx, locked, becomesHeld(hold, seatIds));
  return hold;
}
