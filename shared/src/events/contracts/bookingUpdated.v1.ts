import { defineEvent } from '../contract';
import { bookingState, bookingStatus } from './bookingStatus';

/** A booking has another seat, or somebody of it was let in. The aggregate is the booking. */
export const bookingUpdatedV1 = defineEvent({
  type: 'booking.updated',
  version: 1,
  schema: bookingState.extend({ previousStatus: bookingStatus }),
});
