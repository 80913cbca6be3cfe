import { z } from 'zod';
import { defineEvent } from '../contract';

/** Seats of a showing were held, freed, sold or blocked, or its plan has others. The aggregate is the showing. */
export const seatMapChangedV1 = defineEvent({
  type: 'seat_map.changed',
  version: 1,
  schema: z.object({
    showingId: z.string(),
    changes: z.array(
      z.object({
        seatId: z.string(),
        availability: z.enum(['FREE', 'HELD', 'SOLD', 'BLOCKED']),
        heldUntil: z.iso.datetime().nullable(),
        /** Whose hold it is: for that user's own screen, never shown to another. */
        heldBy: z.string().nullable(),
      }),
    ),
    /** Free seats right after the change. */
    seatsAvailable: z.int(),
  }),
});
