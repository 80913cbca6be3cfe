import { runKeyed } from '@marquee/shared/idempotency';
import { newId } from '@marquee/shared/ids';
import { type MovieInput, readMovie } from '../../domain/movie';
import { moviesRepository } from '../../persistence/moviesRepository';
import type { BookingServices } from '../services';
import { tellOfMovies } from '../telling/tellOfMovies';

export interface CreateMovie extends MovieInput {
  readonly userId: string;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Announces a film. Returns its id. What is wrong with the input leaves the idempotency key unspent.
 * @throws InvalidInput | IdempotencyKeyReused
 */
export async function createMovie(
  { db }: BookingServices,
  { userId, idempotencyKey: key, ...body }: CreateMovie,
): Promise<{ id: string; replayed: boolean }> {
  const profile = readMovie(body);
  const { result, replayed } = await runKeyed(db, { userId, operation: 'movieCreate', key, body }, async (tx) => {
    const id = newId('movie');
    await moviesRepository(tx).insert({ id, ...profile });
    await tellOfMovies(tx, [id]);
    return { id };
  });
  return { id: result.id, replayed };
}
