import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { isLive, type SeatHold } from '../../domain/seatHold';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { timeRanOut } from '../seats/timeRanOut';

type Path = readonly string[];

/** A hold of the user's. @throws NotFound, the same for one that is not there and for somebody else's */
export async function getOwnHold(db: EntityManager, userId: string, id: string, path: Path): Promise<SeatHold> {
  const hold = await getById('seatHold', id, path, seatHoldsRepository(db).find);
  if (hold.userId !== userId) throw missing('seatHold', id, path);
  return hold;
}

/** Does nothing for a hold whose time is not over. @throws HoldExpired that says whether its seats are still free */
export async function checkNotExpired(db: EntityManager, hold: SeatHold, now: Date, path: Path): Promise<void> {
  const isOver = hold.state === 'EXPIRED' || (isLive(hold) && hold.expiresAt <= now);
  if (!isOver) return;
  const seats = await seatHoldsRepository(db).seatsOf([hold.id]);
  const seatIds = seats.map(({ seatId }) => seatId);
  throw await timeRanOut(db, { showingId: hold.showingId, seatIds, until: hold.expiresAt }, now, path);
}
