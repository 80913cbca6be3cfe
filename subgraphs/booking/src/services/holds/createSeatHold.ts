import { runOnce } from '@marquee/shared/idempotency';
import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { checkMayHold, checkPartySize, checkSeatChoice } from '../../domain/seatHold';
import { checkOnSale } from '../../domain/showing';
import { databaseNow } from '../../persistence/databaseNow';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import {
  chooseBestSeats,
  chooseSeats,
  readChoices,
  requireOneWay,
  type SeatChoice,
  type SeatChoiceInput,
} from '../seats/chooseSeats';
import { releaseDueOf } from '../seats/releaseDueSeats';
import type { BookingServices } from '../services';
import { makeHold } from './makeHold';

export interface CreateSeatHold {
  readonly userId: string;
  readonly showingId: string;
  readonly seats?: readonly SeatChoiceInput[] | null | undefined;
  readonly seatIds?: readonly string[] | null | undefined;
  readonly partySize?: number | null | undefined;
  readonly idempotencyKey: string;
}

const showingPath = ['input', 'showingId'];

/**
 * Claims seats for the user for ten minutes, all of them or none.
 * @throws InvalidInput | NotFound | ShowingClosed | HoldLimit | SeatUnavailable | IdempotencyKeyReused
 */
export async function createSeatHold(
  { db }: BookingServices,
  { userId, idempotencyKey: key, ...command }: CreateSeatHold,
): Promise<{ holdId: string; replayed: boolean }> {
  const wish = readWish(command);
  const claim = { userId, operation: 'seatHoldCreate', key, body: command };
  const { result, replayed } = await runOnce(db, claim, (tx) => hold(tx, userId, command.showingId, wish));
  return { holdId: result.holdId, replayed };
}

/** Which seats are wanted, and where that was said. */
interface Wish {
  readonly choices: readonly SeatChoice[] | null;
  readonly partySize: number;
  readonly path: readonly string[];
}

async function hold(tx: EntityManager, userId: string, showingId: string, wish: Wish): Promise<{ holdId: string }> {
  const { choices, partySize, path } = wish;
  const found = await getById('showing', showingId, showingPath, showingsRepository(tx).find);
  const seen = { showing: found, now: await databaseNow(tx) };
  checkOnSale(found, seen.now, showingPath);
  // Whoever comes too late for a seat learns it here, without waiting for those who come too late as well.
  if (choices !== null) await chooseSeats(tx, seen, choices, path);

  const locked = await lockShowing(tx, showingId);
  const { showing, now } = locked;
  checkOnSale(showing, now, showingPath);
  await releaseDueOf(tx, locked);
  checkMayHold(await seatHoldsRepository(tx).historyOf(userId, showingId, now), partySize, now, path);
  const seats =
    choices === null
      ? await chooseBestSeats(tx, locked, partySize, path)
      : await chooseSeats(tx, locked, choices, path);
  const { id } = await makeHold(tx, locked, userId, seats);
  return { holdId: id };
}

function readWish({ seats, seatIds, partySize }: Pick<CreateSeatHold, 'seats' | 'seatIds' | 'partySize'>): Wish {
  requireOneWay({ seats, seatIds, partySize });
  if (partySize != null) {
    const path = ['input', 'partySize'];
    checkPartySize(partySize, path);
    return { choices: null, partySize, path };
  }
  const path = ['input', seats == null ? 'seatIds' : 'seats'];
  const choices = readChoices(seats ?? (seatIds ?? []).map((seatId) => ({ seatId })));
  checkSeatChoice(
    choices.map(({ seatId }) => seatId),
    path,
  );
  return { choices, partySize: choices.length, path };
}
