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
import { becomes, tellSeatMap } from '../seats/tellSeatMap';
import { checkTotal } from './checkTotal';
import { makeBooking } from './makeBooking';

const holdPath = ['input', 'holdId'];

/**
 * Books the seats of the customer's hold at the prices of the hold. Returns the booking's id.
 * @throws NotFound | HoldExpired | InvalidTransition | ShowingClosed | PriceChanged
 */
export async function bookHold(
  tx: EntityManager,
  command: { readonly customerId: string; readonly holdId: string; readonly expectedTotal: Money },
): Promise<string> {
  const { customerId, holdId, expectedTotal } = command;
  const { showingId } = await getOwnHold(tx, customerId, holdId, holdPath);
  const locked = await lockShowing(tx, showingId);
  const hold = await getOwnHold(tx, customerId, holdId, holdPath);
  await checkNotExpired(tx, hold, locked.now, holdPath);
  if (!isLive(hold))
    throw new InvalidTransition('A hold', { from: hold.state, to: 'CONVERTED', allowed: [] }, holdPath);
  // Who has seats in hand when the sale closes may still pay for them.
  checkNotOver(locked.showing, locked.now, holdPath);
  checkTotal(expectedTotal, { minor: hold.totalMinor, currency: hold.currency });

  const seats = await seatHoldsRepository(tx).seatsOf([holdId]);
  const { id } = await makeBooking(tx, locked, { customerId, holdId, seats });
  const sold = await seatClaimsRepository(tx).sell(holdId, id);
  if (sold !== seats.length) throw new Error('a live hold has lost its seats');
  const { seatIds } = await finishHold(tx, hold, 'CONVERTED', locked.now);
  await tellSeatMap(tx, locked, becomes('SOLD', seatIds));
  return id;
}
