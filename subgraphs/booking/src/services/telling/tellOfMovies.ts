import { eventOf, movieSavedV1, outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells the others what these films are now, in the transaction that changed them. */
export async function tellOfMovies(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const facts = await factsRepository(tx).ofMovies(ids);
  await outbox(tx).append(...facts.map((data) => eventOf(movieSavedV1, { aggregateId: data.movieId, data })));
}
