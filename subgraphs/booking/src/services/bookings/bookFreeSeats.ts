import { getById } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { checkMayHold, checkSeatChoice, holdRules } from '../../domain/seatHold';
import { checkOnSale } from '../../domain/showing';
import { databaseNow } from '../../persistence/databaseNow';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import { chooseSeats, type SeatChoice } from '../seats/chooseSeats';
import { releaseDueOf } from '../seats/releaseDueSeats';
import { becomesHeld, tellSeatMap } from '../seats/tellSeatMap';
import { checkTotal } from './checkTotal';
import { claimSeats } from './claimSeats';
import { makeBooking } from './makeBooking';

const showingPath = ['input', 'showingId'];
const seatsPath = ['input', 'seats'];

/**
 * Books free seats for the customer at the prices of now; they wait for their payment as long as a hold lasts.
 * @throws InvalidInput | NotFound | ShowingClosed | HoldLimit | SeatUnavailable | PriceChanged
 */
export async function bookFreeSeats(
  tx: EntityManager,
  command: {
    readonly bookingId: string;
    readonly customerId: string;
    readonly showingId: string;
    readonly seats: readonly SeatChoice[];
    readonly expectedTotal: Money;
  },
): Promise<void> {
  const { bookingId, customerId, showingId, seats: choices, expectedTotal } = command;
  const wanted = choices.map(({ seatId }) => seatId);
  checkSeatChoice(wanted, seatsPath);
  const found = await getById('showing', showingId, showingPath, showingsRepository(tx).find);
  const seen = { showing: found, now: await databaseNow(tx) };
  checkOnSale(found, seen.now, showingPath);
  // Whoever comes too late for a seat learns it here, without waiting for those who come too late as well.
  await chooseSeats(tx, seen, choices, seatsPath);

  const locked = await lockShowing(tx, showingId);
  const { showing, now } = locked;
  checkOnSale(showing, now, showingPath);
  await releaseDueOf(tx, locked);
  checkMayHold(await seatHoldsRepository(tx).historyOf(customerId, showingId, now), wanted.length, now, seatsPath);
  const seats = await chooseSeats(tx, locked, choices, seatsPath);
  const minor = seats.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  checkTotal(expectedTotal, { minor, currency: showing.currency });

  const expiresAt = new Date(now.getTime() + holdRules.durationMs);
  const booking = await makeBooking(tx, locked, {
    bookingId,
    customerId,
    holdId: null,
    isOfOrder: false,
    seats,
    expiresAt,
  });
  await claimSeats(tx, booking, wanted);
  await tellSeatMap(tx, locked, becomesHeld({ userId: customerId, expiresAt }, wanted));
}
