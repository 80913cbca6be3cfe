import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { isLive } from '../../domain/seatHold';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import type { WaitlistEntryEntity } from '../../persistence/waitlistEntry.entity';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { finishHold } from '../holds/finishHold';
import { freeSeats } from '../seats/freeSeats';
import type { BookingServices } from '../services';

const path = ['id'];

/**
 * Takes the user out of the queue; seats that were offered go to the next. Leaving again changes nothing. Returns the
 * entry as it is now. @throws NotFound, the same for one that is not there and for somebody else's
 */
export async function leaveWaitlist({ db }: BookingServices, userId: string, id: string): Promise<WaitlistEntryEntity> {
  const { showingId } = await getOwnEntry(db.manager, userId, id);
  return db.transaction(async (tx) => {
    const locked = await lockShowing(tx, showingId);
    const entry = await getOwnEntry(tx, userId, id);
    await waitlistRepository(tx).end(id);
    const hold = entry.state === 'OFFERED' && entry.holdId !== null ? await holdOf(tx, entry.holdId) : null;
    if (hold !== null && isLive(hold)) {
      const { seatIds } = await finishHold(tx, hold, hold.expiresAt <= locked.now ? 'EXPIRED' : 'RELEASED', locked.now);
      await freeSeats(tx, locked, seatIds);
    }
    return getOwnEntry(tx, userId, id);
  });
}

function holdOf(tx: EntityManager, holdId: string) {
  return seatHoldsRepository(tx).find(holdId);
}

async function getOwnEntry(db: EntityManager, userId: string, id: string): Promise<WaitlistEntryEntity> {
  const entry = await getById('waitlistEntry', id, path, waitlistRepository(db).find);
  if (entry.userId !== userId) throw missing('waitlistEntry', id, path);
  return entry;
}
