import { InvalidInput } from '@marquee/shared/errors';
import { runKeyed } from '@marquee/shared/idempotency';
import { getById, newId } from '@marquee/shared/ids';
import { type Money, readPrice } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { ShowingOverlap } from '../../domain/errors';
import { readPriceTiers } from '../../domain/prices';
import { checkSaleAhead, scheduleShowing } from '../../domain/showing';
import { databaseNow } from '../../persistence/databaseNow';
import { moviesRepository } from '../../persistence/moviesRepository';
import { screensRepository } from '../../persistence/screensRepository';
import { seatsRepository } from '../../persistence/seatsRepository';
import type { ShowingEntity } from '../../persistence/showing.entity';
import { isOverlap, showingsRepository } from '../../persistence/showingsRepository';
import type { BookingServices } from '../services';
import { tellOfShowings } from '../telling/tellOfShowings';

export interface ShowingPlan {
  readonly movieId: string;
  readonly screenId: string;
  readonly startsAt: Date;
  readonly salesCloseAt?: Date | null | undefined;
  readonly basePrice: Money;
  readonly priceTiers?: Parameters<typeof readPriceTiers>[0] | null | undefined;
}

export interface CreateShowing extends ShowingPlan {
  readonly userId: string;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Makes a showing, on sale at once. Returns its id. Once the film and the screen are looked for, the idempotency key
 * keeps the answer, a refusal too.
 * @throws InvalidInput for prices, times, or a screen without seats | NotFound | ShowingOverlap | IdempotencyKeyReused
 */
export async function createShowing(
  { db }: BookingServices,
  { userId, idempotencyKey: key, ...body }: CreateShowing,
): Promise<{ id: string; replayed: boolean }> {
  const { minor: basePriceMinor, currency } = readPrice(body.basePrice, ['input', 'basePrice']);
  const tiers = readPriceTiers(body.priceTiers ?? [], currency);
  const { result, replayed } = await runKeyed(db, { userId, operation: 'showingCreate', key, body }, async (tx) => {
    const id = newId('showing');
    await insert(tx, { id, sale: 'ON_SALE', basePriceMinor, currency, ...(await placeShowing(tx, body)) });
    await showingsRepository(tx).replaceTiers(id, tiers);
    await tellOfShowings(tx, [id]);
    return { id };
  });
  return { id: result.id, replayed };
}

/** Locks the film's length and then the screen, whose other showings and plan stay as they are until the end. */
async function placeShowing(tx: EntityManager, { movieId, screenId, startsAt, salesCloseAt }: ShowingPlan) {
  const movie = await getById('movie', movieId, ['input', 'movieId'], moviesRepository(tx).findForShare);
  const screenPath = ['input', 'screenId'];
  const screen = await getById('screen', screenId, screenPath, screensRepository(tx).findForUpdate);
  if (!(await seatsRepository(tx).existOf(screenId))) {
    throw new InvalidInput('This screen has no seats yet.', screenPath);
  }
  const now = await databaseNow(tx);
  const times = scheduleShowing({ startsAt, salesCloseAt }, movie.durationMinutes, now);
  checkSaleAhead(times, now);
  return { movieId, screenId, theaterId: screen.theaterId, ...times };
}

async function insert(tx: EntityManager, row: ShowingEntity): Promise<void> {
  try {
    await showingsRepository(tx).insert(row);
  } catch (error) {
    if (!isOverlap(error)) throw error;
    throw new ShowingOverlap(['input', 'startsAt']);
  }
}
