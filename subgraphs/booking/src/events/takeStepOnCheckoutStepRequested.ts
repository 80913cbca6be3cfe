import { type StepRequest, takesSteps } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { bookHold } from '../services/bookings/bookHold';
import { confirmBooking } from '../services/bookings/confirmBooking';
import { releaseBooking } from '../services/bookings/releaseBooking';

type Undone = Pick<StepRequest, 'customerId' | 'reason'> & { readonly step: { readonly bookingId: string } };

/** Both steps are about one booking, which is let go of whichever of them is undone. */
const undo = (tx: EntityManager, { customerId, reason, step: { bookingId } }: Undone) =>
  releaseBooking(tx, { bookingId, customerId, reason });

export const takeStepOnCheckoutStepRequested = takesSteps('booking', {
  RESERVE_SEATS: {
    take: (tx, { customerId, step: { bookingId, holdId, expectedTotal, expiresAt } }) =>
      bookHold(tx, { bookingId, customerId, holdId, expectedTotal, isOfOrder: true, expiresAt: new Date(expiresAt) }),
    undo,
  },
  CONFIRM_SEATS: {
    take: (tx, { customerId, step: { bookingId, paid = null } }) => confirmBooking(tx, { bookingId, customerId, paid }),
    undo,
  },
});
