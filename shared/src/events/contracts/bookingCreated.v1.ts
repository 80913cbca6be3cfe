import { z } from 'zod';
import { defineEvent } from '../contract';
import { bookingState } from './bookingStatus';

/** Seats were booked and wait for their payment. The aggregate is the booking. */
export const bookingCreatedV1 = defineEvent({
  type: 'booking.created',
  version: 1,
  schema: bookingState.extend({
    /** Until when it waits; then it expires and its seats are free. */
    expiresAt: z.iso.datetime(),
    /** Whether an order pays for it; otherwise it is payable by itself. */
    isOfOrder: z.boolean(),
  }),
});
