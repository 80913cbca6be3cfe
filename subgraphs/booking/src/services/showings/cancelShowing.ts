import { InvalidTransition } from '@marquee/shared/errors';
import { getById } from '@marquee/shared/ids';
import { requireText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { withdrawBooking } from '../../domain/booking';
import { statusAt } from '../../domain/showing';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import { ShowingEntity } from '../../persistence/showing.entity';
import { type LockedShowing, lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { endBooking } from '../bookings/endBooking';
import { expireDueBookings } from '../bookings/expireDueBookings';
import { finishHold } from '../holds/finishHold';
import { becomes, tellSeatMap } from '../seats/tellSeatMap';
import type { BookingServices } from '../services';
import { tellOfShowings } from '../telling/tellOfShowings';

const idPath = ['id'];

/**
 * Calls the showing off, with all bookings, holds and waiting parties. Doing it again changes nothing. Returns its id.
 * @throws NotFound | InvalidInput without a reason | InvalidTransition for one that is over
 */
export async function cancelShowing(
  { db }: BookingServices,
  command: { readonly id: string; readonly reason: string },
): Promise<string> {
  const reason = requireText(command.reason, ['reason'], { max: 500, label: 'The reason', mayHaveLines: true });
  await getById('showing', command.id, idPath, showingsRepository(db.manager).find);
  await db.transaction(async (tx) => {
    const locked = await lockShowing(tx, command.id);
    const from = statusAt(locked.showing, locked.now);
    if (from === 'CANCELLED') return;
    if (from === 'FINISHED') throw new InvalidTransition('A showing', { from, to: 'CANCELLED', allowed: [] }, idPath);
    await tx.update(ShowingEntity, { id: command.id }, { sale: 'CANCELLED' });
    await tellOfShowings(tx, [command.id]);
    await waitlistRepository(tx).endOfShowing(command.id);
    await releaseAll(tx, locked);
    await withdrawAll(tx, locked, reason);
    const seatIds = (await seatMapRepository(tx).plansOf([locked.showing.screenId])).map(({ id }) => id);
    await tellSeatMap(tx, locked, becomes('BLOCKED', seatIds));
  });
  return command.id;
}

async function releaseAll(tx: EntityManager, { showing, now }: LockedShowing): Promise<void> {
  for (const hold of await seatHoldsRepository(tx).liveOfShowing(showing.id)) {
    await finishHold(tx, hold, hold.expiresAt <= now ? 'EXPIRED' : 'RELEASED', now);
  }
}

async function withdrawAll(tx: EntityManager, locked: LockedShowing, reason: string): Promise<void> {
  const { showing, now } = locked;
  await expireDueBookings(tx, locked);
  for (const booking of await bookingsRepository(tx).standingOfShowing(showing.id)) {
    await endBooking(tx, booking, withdrawBooking(booking, now), reason);
  }
}
