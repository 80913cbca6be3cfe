import { z } from 'zod';
import { defineEvent } from '../contract';

/** A hold was made, lengthened, booked, released, or ran out. The aggregate is the hold. */
export const seatHoldChangedV1 = defineEvent({
  type: 'seat_hold.changed',
  version: 1,
  schema: z.object({
    holdId: z.string(),
    showingId: z.string(),
    userId: z.string(),
    state: z.enum(['ACTIVE', 'EXTENDED', 'CONVERTED', 'RELEASED', 'EXPIRED']),
    expiresAt: z.iso.datetime(),
    extensionsLeft: z.int(),
    /** What its seats cost; those of before it was told have none. */
    total: z.object({ minor: z.int(), currency: z.string() }).optional(),
    seatCount: z.int().optional(),
    /** What a receipt calls it: the film, the theater, when. */
    title: z.string().optional(),
    /** The hold's version, which grows with each change. */
    version: z.int(),
  }),
});
