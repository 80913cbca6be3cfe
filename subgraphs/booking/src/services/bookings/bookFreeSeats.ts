import { getById } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { checkMayHold, checkSeatChoice } from '../../domain/seatHold';
import { checkOnSale } from '../../domain/showing';
import { databaseNow } from '../../persistence/databaseNow';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import { chooseSeats, type SeatChoice } from '../seats/chooseSeats';
import { releaseDueOf } from '../seats/releaseDueSeats';
import { becomes, tellSeatMap } from '../seats/tellSeatMap';
import { checkTotal } from './checkTotal';
import { makeBooking } from './makeBooking';

const showingPath = ['input', 'showingId'];
const seatsPath = ['input', 'seats'];

/**
 * Books free seats for the customer at the prices of now. Returns the booking's id.
 * @throws InvalidInput | NotFound | ShowingClosed | HoldLimit | SeatUnavailable | PriceChanged
 */
export async function bookFreeSeats(
  tx: EntityManager,
  command: {
    readonly customerId: string;
    readonly showingId: string;
    readonly seats: readonly SeatChoice[];
    readonly expectedTotal: Money;
  },
): Promise<string> {
  const { customerId, showingId, seats: choices, expectedTotal } = command;
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

  const { id } = await makeBooking(tx, locked, { customerId, holdId: null, seats });
  await claimSold(tx, showingId, id, wanted);
  await tellSeatMap(tx, locked, becomes('SOLD', wanted));
  return id;
}

/** The seats are the booking's from now on. @throws Error when one was not free after all: the key lets no second in */
export async function claimSold(
  tx: EntityManager,
  showingId: string,
  bookingId: string,
  seatIds: readonly string[],
): Promise<void> {
  const claimed = await seatClaimsRepository(tx).insert(showingId, seatIds, { kind: 'BOOKING', bookingId });
  if (claimed.length < seatIds.length) throw new Error('a seat that was free under the lock is taken');
}
