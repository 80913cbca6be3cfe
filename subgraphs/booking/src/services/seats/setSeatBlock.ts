import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { SeatUnavailable } from '../../domain/errors';
import { screensRepository } from '../../persistence/screensRepository';
import type { SeatEntity } from '../../persistence/seat.entity';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import { lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import type { BookingServices } from '../services';
import { freeSeats } from './freeSeats';
import { releaseDueOf } from './releaseDueSeats';
import { becomes, tellSeatMap } from './tellSeatMap';

export interface SetSeatBlock {
  readonly seatId: string;
  readonly showingId?: string | null | undefined;
  readonly blocked: boolean;
}

const seatPath = ['seatId'];
const showingPath = ['showingId'];

/**
 * Takes a seat out of sale or brings it back, in one showing or in all. Saying what is so already changes nothing.
 * Returns the seat as it was. @throws NotFound | SeatUnavailable when somebody has it in that showing
 */
export async function setSeatBlock({ db }: BookingServices, command: SetSeatBlock): Promise<SeatEntity> {
  const { seatId, showingId } = command;
  const seat = await getById('seat', seatId, seatPath, seatMapRepository(db.manager).findInPlan);
  if (showingId == null) {
    await db.transaction((tx) => setEverywhere(tx, seat, command.blocked));
    return seat;
  }
  const showing = await getById('showing', showingId, showingPath, showingsRepository(db.manager).find);
  if (showing.screenId !== seat.screenId) throw missing('seat', seatId, seatPath);
  await db.transaction((tx) => setInShowing(tx, showingId, seatId, command.blocked));
  return seat;
}

async function setInShowing(tx: EntityManager, showingId: string, seatId: string, blocked: boolean): Promise<void> {
  const locked = await lockShowing(tx, showingId);
  await releaseDueOf(tx, locked);
  const claims = seatClaimsRepository(tx);
  if (!blocked) {
    if (await claims.unblock(showingId, seatId)) await freeSeats(tx, locked, [seatId]);
    return;
  }
  const [claim] = (await claims.liveOfShowings([showingId], locked.now)).filter((live) => live.seatId === seatId);
  if (claim?.kind === 'BLOCK') return;
  if (claim !== undefined) throw new SeatUnavailable([seatId], [], seatPath);
  await claims.insert(showingId, [seatId], { kind: 'BLOCK' });
  await tellSeatMap(tx, locked, becomes('BLOCKED', [seatId]));
}

/** What is sold stays sold; everywhere else the seat goes out of sale, or comes back into it. */
async function setEverywhere(
  tx: EntityManager,
  seat: { readonly id: string; readonly screenId: string },
  blocked: boolean,
): Promise<void> {
  const map = seatMapRepository(tx);
  // The screen before its showings, like everything that changes a plan, so that nothing waits in a circle.
  await screensRepository(tx).findForUpdate(seat.screenId);
  if (!(await map.setBlocked(seat.id, blocked))) return;
  await map.movePlanVersion(seat.screenId);
  for (const showingId of await map.showingsToCome(seat.screenId)) {
    const locked = await lockShowing(tx, showingId);
    const taken = await seatClaimsRepository(tx).takenOf(showingId, [seat.id], locked.now);
    if (taken.length > 0) continue;
    if (blocked) await tellSeatMap(tx, locked, becomes('BLOCKED', [seat.id]));
    else await freeSeats(tx, locked, [seat.id]);
  }
}
