import { z } from 'zod';

/** What the events of a booking carry; the compiler holds booking's own list and this one together. */
export const bookingStatus = z.enum(['PENDING_PAYMENT', 'CONFIRMED', 'CHECKED_IN', 'CANCELLED', 'REFUNDED', 'EXPIRED']);

export const bookingState = z.object({
  bookingId: z.string(),
  number: z.string(),
  customerId: z.string(),
  showingId: z.string(),
  /** What it is for, as it is called now. */
  showing: z.object({ movieTitle: z.string(), theaterName: z.string(), startsAt: z.iso.datetime() }),
  status: bookingStatus,
  seatIds: z.array(z.string()),
  total: z.object({ minor: z.int(), currency: z.string() }),
  /** The booking's version, which grows with each change. */
  version: z.int(),
});
