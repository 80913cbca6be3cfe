import type { Viewer } from '@marquee/shared/auth';
import { aBook, adds, aHold } from './support/baskets';
import { inCheckouts } from './support/inCheckouts';
import { aKey, aMethod, home, ordered, orderOf, tillInput, untilOrder } from './support/orders';
import type { OrdersBed } from './support/ordersBed';
import type { Participants } from './support/participants';
import { refunds } from './support/paymentsTold';
import { aClerk, aCustomer } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

/** A book for 16.90 EUR that is paid. */
async function aPaidBook(buyer: Viewer) {
  const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
  const input = { items, shippingAddress: home, paymentMethodId: aMethod(), idempotencyKey: aKey() };
  const { id } = await ordered(bed, buyer, 'orderCreate', input);
  await untilOrder(bed, buyer, id, 'CONFIRMED');
  return { id, paymentId: paymentIdOf(id) };
}

function paymentIdOf(orderId: string): string {
  const [capture] = others.requests(orderId, 'CAPTURE_PAYMENT');
  if (capture?.step.name !== 'CAPTURE_PAYMENT') throw new Error('nobody was asked to take the money');
  return capture.step.paymentId;
}

const sets = (orderId: string, status: string) => ordered(bed, aClerk(), 'orderStatusSet', { orderId, status });

describe('money that goes back of an order that was delivered', () => {
  it.each([
    ['a part of it', 500, 'PARTIALLY_REFUNDED'],
    ['all of it', 1690, 'REFUNDED'],
  ])('leaves it delivered, for %s', async (_what, refundedMinor, status) => {
    const ann = aCustomer();
    const { id, paymentId } = await aPaidBook(ann);
    await sets(id, 'SHIPPED');
    await sets(id, 'DELIVERED');
    await refunds(bed, id, ann, { paymentId, capturedMinor: 1690, refundedMinor });
    const { timeline, shipments } = await untilOrder(bed, ann, id, status);
    expect(timeline.map((entry) => entry.status).slice(-2)).toEqual(['DELIVERED', status]);
    expect(shipments).toMatchObject([{ deliveredAt: '2030-07-03T12:00:00.000Z' }]);
    expect((await orderOf(bed, aClerk(), id))?.allowedTransitions).toEqual([]);
  });

  it('leaves nothing to call off of what is not sent, either', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { seatHoldId: await aHold(bed, ann) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    await sets(id, 'DELIVERED');
    await refunds(bed, id, ann, { paymentId: paymentIdOf(id), capturedMinor: 2600, refundedMinor: 100 });
    expect(await untilOrder(bed, ann, id, 'PARTIALLY_REFUNDED')).toMatchObject({ allowedTransitions: [] });
  });
});
