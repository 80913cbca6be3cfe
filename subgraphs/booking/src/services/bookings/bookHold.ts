import { InvalidTransition } from '@marquee/shared/errors';
import type { Money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { isLive } from '../../domain/seatHold';
import { checkNotOver } from '../../domain/showing';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { finishHold } from '../holds/finishHold';
import { checkNotExpired, getOwnHold } from '../holds/ownHold';
import { becomesHeld, tellSeatMap } from '../seats/tellSeatMap';
import { timeRanOut } from '../seats/timeRanOut';
import { checkTotal } from './checkTotal';
import { makeBooking } from './makeBooking';

export interface BookHold {
  readonly bookingId: string;
  readonly customerId: string;
  readonly holdId: string;
  readonly expectedTotal: Money;
  readonly isOfOrder: boolean;
  /** Until when the booking waits for its payment; null for as long as the hold lasts. */
  readonly expiresAt: Date | null;
}

const holdPath = ['input', 'holdId'];

/**
 * Books the seats of the customer's hold at the prices of the hold; they wait for their payment.
 * @throws NotFound | HoldExpired | InvalidTransition | ShowingClosed | PriceChanged
 */
export async function bookHold(tx: EntityManager, command: BookHold): Promise<void> {
  const { bookingId, customerId, holdId, expectedTotal, isOfOrder } = command;
  const { showingId } = await getOwnHold(tx, customerId, holdId, holdPath);
  const locked = await lockShowing(tx, showingId);
  const { showing, now } = locked;
  const hold = await getOwnHold(tx, customerId, holdId, holdPath);
  await checkNotExpired(tx, hold, now, holdPath);
  if (!isLive(hold))
    throw new InvalidTransition('A hold', { from: hold.state, to: 'CONVERTED', allowed: [] }, holdPath);
  // Who has seats in hand when the sale closes may still pay for them.
  checkNotOver(showing, now, holdPath);
  checkTotal(expectedTotal, { minor: hold.totalMinor, currency: hold.currency });

  const seats = await seatHoldsRepository(tx).seatsOf([holdId]);
  const seatIds = seats.map(({ seatId }) => seatId);
  const until = command.expiresAt ?? hold.expiresAt;
  if (until <= now) throw await timeRanOut(tx, { showingId, seatIds, until }, now, holdPath);
  await makeBooking(tx, locked, { bookingId, customerId, holdId, isOfOrder, seats, expiresAt: until });
  const passedOn = await seatClaimsRepository(tx).passOn(holdId, bookingId, until);
  if (passedOn !== seats.length) throw new Error('a live hold has lost its seats');
  await finishHold(tx, hold, 'CONVERTED', now);
  if (until.getTime() === hold.expiresAt.getTime()) return;
  await tellSeatMap(tx, locked, becomesHeld({ userId: customerId, expiresAt: until }, seatIds));
}
