import { defineEvent } from '../contract';
import { bookingState } from './bookingStatus';

/** A booking was not paid in time; its seats are free again. The aggregate is the booking. */
export const bookingExpiredV1 = defineEvent({ type: 'booking.expired', version: 1, schema: bookingState });
