import { z } from 'zod';
import { defineEvent } from '../contract';
import { bookingState, bookingStatus } from './bookingStatus';

/** A booking was called off, by its customer or with its showing or its checkout; its seats are free. The aggregate is the booking. */
export const bookingCancelledV1 = defineEvent({
  type: 'booking.cancelled',
  version: 1,
  schema: bookingState.extend({ previousStatus: bookingStatus, reason: z.string().optional() }),
});
