import { defineEvent } from '../contract';
import { bookingState } from './bookingStatus';

/** A booking was paid: its seats are sold, its tickets are good. The aggregate is the booking. */
export const bookingConfirmedV1 = defineEvent({ type: 'booking.confirmed', version: 1, schema: bookingState });
