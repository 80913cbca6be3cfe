import { InvalidInput, InvalidTransition, PriceChanged } from '@marquee/shared/errors';
import { runOnce } from '@marquee/shared/idempotency';
import { getById } from '@marquee/shared/ids';
import { type Money, sameMoney } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { checkMayHold, checkSeatChoice, isLive } from '../../domain/seatHold';
import { checkNotOver, checkOnSale } from '../../domain/showing';
import { databaseNow } from '../../persistence/databaseNow';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import { finishHold } from '../holds/finishHold';
import { checkNotExpired, getOwnHold } from '../holds/ownHold';
import { releaseDueOf } from '../holds/releaseDueHolds';
import { chooseSeats, readChoices, requireOneWay, type SeatChoice, type SeatChoiceInput } from '../seats/chooseSeats';
import { becomes, tellSeatMap } from '../seats/tellSeatMap';
import type { BookingServices } from '../services';
import { makeBooking } from './makeBooking';

export interface CreateBooking {
  readonly customerId: string;
  readonly holdId?: string | null | undefined;
  readonly showingId?: string | null | undefined;
  readonly seats?: readonly SeatChoiceInput[] | null | undefined;
  readonly expectedTotal: Money;
  readonly idempotencyKey: string;
}

export interface BookingDone {
  readonly bookingId: string;
  readonly replayed: boolean;
}

const holdPath = ['input', 'holdId'];
const showingPath = ['input', 'showingId'];
const seatsPath = ['input', 'seats'];

/**
 * Books the seats of a hold at the prices of the hold, or free seats at the prices of now.
 * @throws InvalidInput | NotFound | ShowingClosed | HoldExpired | HoldLimit | SeatUnavailable | PriceChanged |
 * InvalidTransition | IdempotencyKeyReused
 */
export async function createBooking(
  { db }: BookingServices,
  { customerId, idempotencyKey: key, ...command }: CreateBooking,
): Promise<BookingDone> {
  const { holdId, showingId, seats, expectedTotal } = command;
  requireOneWay({ holdId, showingId });
  if (holdId != null && seats != null) {
    throw new InvalidInput('A hold has its seats already: name none beside it.', seatsPath);
  }
  const claim = { userId: customerId, operation: 'bookingCreate', key, body: command };
  const { result, replayed } = await runOnce(db, claim, (tx) => {
    if (holdId != null) return bookHold(tx, { customerId, holdId, expectedTotal });
    return bookFree(tx, { customerId, showingId: showingId ?? '', seats: readChoices(seats ?? []), expectedTotal });
  });
  return { bookingId: result.bookingId, replayed };
}

async function bookHold(
  tx: EntityManager,
  command: { readonly customerId: string; readonly holdId: string; readonly expectedTotal: Money },
): Promise<{ bookingId: string }> {
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
  return { bookingId: id };
}

async function bookFree(
  tx: EntityManager,
  command: {
    readonly customerId: string;
    readonly showingId: string;
    readonly seats: readonly SeatChoice[];
    readonly expectedTotal: Money;
  },
): Promise<{ bookingId: string }> {
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
  return { bookingId: id };
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

/** @throws PriceChanged unless the customer confirmed what it costs */
export function checkTotal(expected: Money, actual: Money, path: readonly string[] = ['input', 'expectedTotal']): void {
  if (!sameMoney(expected, actual)) throw new PriceChanged(expected, actual, path);
}
