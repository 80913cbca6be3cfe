import { handles, inbox, paymentRefundedV1 } from '@marquee/shared/events';
import { isId } from '@marquee/shared/ids';
import { refundBooking } from '../services/bookings/refundBooking';

const name = 'refundBookingOnPaymentRefunded';

export const refundBookingOnPaymentRefunded = handles(paymentRefundedV1, name, async ({ id, data }, { db }) => {
  const { subjectId, status } = data;
  if (status !== 'REFUNDED' || !isId('booking', subjectId)) return;
  await db.transaction(async (tx) => {
    if (await inbox(tx).claim(name, id)) await refundBooking(tx, subjectId);
  });
});
