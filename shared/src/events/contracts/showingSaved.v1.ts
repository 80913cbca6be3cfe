import { z } from 'zod';
import { defineEvent } from '../contract';

/** A showing was added or changed, or its film or theater was; what others show of it. The aggregate is the showing. */
export const showingSavedV1 = defineEvent({
  type: 'showing.saved',
  version: 1,
  schema: z.object({
    showingId: z.string(),
    movieId: z.string(),
    movieTitle: z.string(),
    genres: z.array(z.string()),
    theaterId: z.string(),
    theaterName: z.string(),
    city: z.string(),
    screenName: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    isCancelled: z.boolean(),
  }),
});
