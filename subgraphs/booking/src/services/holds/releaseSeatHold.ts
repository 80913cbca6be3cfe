import { InvalidTransition } from '@marquee/shared/errors';
import { isLive, type SeatHold } from '../../domain/seatHold';
import { lockShowing } from '../../persistence/showingLock';
import { freeSeats } from '../seats/freeSeats';
import type { BookingServices } from '../services';
import { finishHold } from './finishHold';
import { getOwnHold } from './ownHold';

const path = ['id'];

/** Gives the seats of the user's hold back; of one that is over already there is nothing to give. @throws NotFound */
export async function releaseSeatHold({ db }: BookingServices, userId: string, id: string): Promise<SeatHold> {
  return db.transaction(async (tx) => {
    const { showingId } = await getOwnHold(tx, userId, id, path);
    const locked = await lockShowing(tx, showingId);
    const before = await getOwnHold(tx, userId, id, path);
    if (before.state === 'CONVERTED') {
      throw new InvalidTransition('A hold', { from: before.state, to: 'RELEASED', allowed: [] }, path);
    }
    if (!isLive(before)) return before;
    const state = before.expiresAt <= locked.now ? 'EXPIRED' : 'RELEASED';
    const { hold, seatIds } = await finishHold(tx, before, state, locked.now);
    await freeSeats(tx, locked, seatIds);
    return hold;
  });
}
