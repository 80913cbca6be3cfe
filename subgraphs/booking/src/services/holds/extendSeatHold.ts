import { extendHold, type SeatHold } from '../../domain/seatHold';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { becomesHeld, tellSeatMap } from '../seats/tellSeatMap';
import type { BookingServices } from '../services';
import { checkNotExpired, getOwnHold } from './ownHold';
import { tellOfHold } from './tellOfHold';

const path = ['id'];

/** Starts the time of the user's hold again. @throws NotFound | HoldExpired | HoldLimit | InvalidTransition */
export async function extendSeatHold({ db }: BookingServices, userId: string, id: string): Promise<SeatHold> {
  return db.transaction(async (tx) => {
    const { showingId } = await getOwnHold(tx, userId, id, path);
    const locked = await lockShowing(tx, showingId);
    const { now } = locked;
    const hold = await getOwnHold(tx, userId, id, path);
    await checkNotExpired(tx, hold, now, path);
    const extended = extendHold(hold, now);
    const holds = seatHoldsRepository(tx);
    await holds.update(extended);
    await seatClaimsRepository(tx).extend(id, extended.expiresAt);
    const seatIds = (await holds.seatsOf([id])).map(({ seatId }) => seatId);
    await tellOfHold(tx, extended, seatIds.length);
    await tellSeatMap(tx, locked, becomesHeld(extended, seatIds));
    return extended;
  });
}
