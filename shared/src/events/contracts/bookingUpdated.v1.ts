import { defineEvent } from '../contract';
import { toldAgain } from '../toldAgain';
import { bookingState, bookingStatus } from './bookingStatus';

/** A booking has another seat, or somebody of it was let in, or all of its money was given back, or it is told again. The aggregate is the booking. */
export const bookingUpdatedV1 = defineEvent({
  type: 'booking.updated',
  version: 1,
  schema: bookingState.extend({ previousStatus: bookingStatus, ...toldAgain }),
});
