import { z } from 'zod';
import { defineEvent } from '../contract';

/** A theater was added or changed; the whole of what others show of it. The aggregate is the theater. */
export const theaterSavedV1 = defineEvent({
  type: 'theater.saved',
  version: 1,
  schema: z.object({ theaterId: z.string(), name: z.string(), street: z.string(), city: z.string() }),
});
