import { z } from 'zod';

/** Until how long before its showing a customer may call a booking off, and with it what it is a part of. */
export const bookingCancellationMs = 2 * 3_600_000;

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
