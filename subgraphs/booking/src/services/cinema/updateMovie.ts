import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { ShowingOverlap } from '../../domain/errors';
import { changeMovie, type MovieChanges } from '../../domain/movie';
import { factsRepository } from '../../persistence/factsRepository';
import { moviesRepository } from '../../persistence/moviesRepository';
import { screensRepository } from '../../persistence/screensRepository';
import { isOverlap, showingsRepository } from '../../persistence/showingsRepository';
import type { BookingServices } from '../services';
import { tellOfMovies } from '../telling/tellOfMovies';
import { tellOfShowings } from '../telling/tellOfShowings';

export interface UpdateMovie extends MovieChanges {
  readonly id: string;
}

/**
 * Changes what is given of a film. Another length moves the ends of its showings that have not begun.
 * @throws InvalidInput | NotFound | ShowingOverlap when a longer film would run into what is shown after it
 */
export async function updateMovie({ db }: BookingServices, command: UpdateMovie): Promise<void> {
  await db.transaction(async (tx) => {
    const movies = moviesRepository(tx);
    const current = await getById('movie', command.id, ['input', 'id'], movies.findForUpdate);
    const changed = changeMovie(current, command);
    await movies.update({ id: current.id, ...changed });
    if (changed.durationMinutes !== current.durationMinutes) await moveEnds(tx, current.id, changed.durationMinutes);
    await tellOfMovies(tx, [current.id]);
    await tellOfShowings(tx, await factsRepository(tx).showingsToComeOf({ movieId: current.id }));
  });
}

async function moveEnds(tx: EntityManager, movieId: string, durationMinutes: number): Promise<void> {
  // Like everything that puts a showing somewhere: film, then screens, then showings, so nothing waits in a circle.
  await screensRepository(tx).lockThoseToShow(movieId);
  try {
    await showingsRepository(tx).moveEnds(movieId, durationMinutes);
  } catch (error) {
    if (!isOverlap(error)) throw error;
    throw new ShowingOverlap(['input', 'durationMinutes']);
  }
}
