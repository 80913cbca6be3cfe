import { checkTimeZone } from '@marquee/shared/database';
import { runKeyed } from '@marquee/shared/idempotency';
import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type PlannedSeats, plainPlan } from '../../domain/seatPlan';
import { readTheater } from '../../domain/theater';
import { screensRepository } from '../../persistence/screensRepository';
import { seatsRepository } from '../../persistence/seatsRepository';
import { theatersRepository } from '../../persistence/theatersRepository';
import type { BookingServices } from '../services';
import { tellOfTheaters } from '../telling/tellOfTheaters';

export interface CreateTheater {
  readonly userId: string;
  readonly name: string;
  readonly address: Parameters<typeof readTheater>[0]['address'];
  readonly timeZone: string;
  readonly capacity?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Makes a theater; with a capacity also its screen Main with that many seats. Returns its id. What is wrong with the
 * input leaves the idempotency key unspent. @throws InvalidInput | IdempotencyKeyReused
 */
export async function createTheater(
  { db }: BookingServices,
  { userId, idempotencyKey: key, ...body }: CreateTheater,
): Promise<{ id: string; replayed: boolean }> {
  const profile = readTheater(body);
  const plan = body.capacity == null ? null : plainPlan(body.capacity);
  await checkTimeZone(db.manager, profile.timeZone, ['input', 'timeZone']);
  const claim = { userId, operation: 'theaterCreate', key, body };
  const { result, replayed } = await runKeyed(db, claim, async (tx) => {
    const id = newId('theater');
    await theatersRepository(tx).insert({ id, ...profile });
    if (plan !== null) await insertMainScreen(tx, id, plan);
    await tellOfTheaters(tx, [id]);
    return { id };
  });
  return { id: result.id, replayed };
}

async function insertMainScreen(
  tx: EntityManager,
  theaterId: string,
  { width, height, seats }: PlannedSeats,
): Promise<void> {
  const id = newId('screen');
  const plan = { planVersion: 1, planWidth: width, planHeight: height };
  await screensRepository(tx).insert({ id, theaterId, name: 'Main', features: [], ...plan });
  await seatsRepository(tx).insert(
    seats.map((seat) => ({ ...seat, id: newId('seat'), screenId: id, isBlocked: false, isRetired: false })),
  );
}
