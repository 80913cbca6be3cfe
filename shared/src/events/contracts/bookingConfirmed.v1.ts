import { defineEvent } from '../contract';
import { bookingState } from './bookingStatus';

/** Seats were booked. The aggregate is the booking. */
export const bookingConfirmedV1 = defineEvent({ type: 'booking.confirmed', version: 1, schema: bookingState });
