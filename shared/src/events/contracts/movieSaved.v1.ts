import { z } from 'zod';
import { defineEvent } from '../contract';

/** A film was added or changed; the whole of what others show of it. The aggregate is the film. */
export const movieSavedV1 = defineEvent({
  type: 'movie.saved',
  version: 1,
  schema: z.object({
    movieId: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    genres: z.array(z.string()),
    releasedOn: z.iso.date().nullable(),
  }),
});
