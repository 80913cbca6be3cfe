import { allTold, endStream, refusalIn, takeEvents } from '@marquee/shared/testing';
import { aBookingToPay, aCustomer, aMethod, aPayment, aTreasurer, captures, pays, refunds } from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

interface Event {
  readonly cursor: string;
  readonly previousStatus: string | null;
  readonly payment: {
    readonly id: string;
    readonly status: string;
    readonly captured: { minor: number };
    readonly refunded: { minor: number };
  };
}

const subscription = `subscription ($id: ID, $after: EventCursor) {
  paymentChanged(paymentId: $id, after: $after) {
    cursor occurredAt previousStatus
    payment { id status authorised { minor } captured { minor } refunded { minor } }
  }
}`;

describe('watching payments', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it('shows every step of one, as it was right after the step', async () => {
    const { payment, customer } = await aPayment(bed);
    await allTold(bed);
    const stream = await bed.watch(customer, subscription, { id: payment.id });
    await captures(bed, aTreasurer(), { paymentId: payment.id });
    await refunds(bed, aTreasurer(), { paymentId: payment.id });
    const events = await takeEvents<Event>(stream, 3);
    expect(
      events.map(({ previousStatus, payment: { status, captured, refunded } }) => [
        previousStatus,
        status,
        captured.minor,
        refunded.minor,
      ]),
    ).toEqual([
      ['AUTHORISED', 'PROCESSING', 0, 0],
      ['PROCESSING', 'COMPLETED', 2_500, 0],
      ['COMPLETED', 'REFUNDED', 2_500, 2_500],
    ]);
    await endStream(stream);
  });

  it('shows new ones of one’s own, and nobody else’s', async () => {
    const customer = aCustomer();
    const stream = await bed.watch(customer, subscription);
    await aPayment(bed);
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    const { payment } = await pays(bed, customer, { subjectId, paymentMethodId });
    const events = await takeEvents<Event>(stream, 2);
    expect(events).toMatchObject([
      { previousStatus: null, payment: { id: payment?.id, status: 'PENDING' } },
      { previousStatus: 'PENDING', payment: { id: payment?.id, status: 'AUTHORISED' } },
    ]);
    await endStream(stream);
  });

  it('goes on after a cursor, with nothing missed and nothing twice', async () => {
    const { payment, customer } = await aPayment(bed);
    await allTold(bed);
    const first = await bed.watch(customer, subscription, { id: payment.id });
    await captures(bed, aTreasurer(), { paymentId: payment.id });
    const [processing] = await takeEvents<Event>(first, 1);
    await endStream(first);
    await refunds(bed, aTreasurer(), { paymentId: payment.id });
    const second = await bed.watch(customer, subscription, { id: payment.id, after: processing?.cursor });
    const missed = await takeEvents<Event>(second, 2);
    expect(missed.map(({ payment: { status } }) => status)).toEqual(['COMPLETED', 'REFUNDED']);
    await endStream(second);
  });

  it('is refused for somebody else’s as for one that does not exist', async () => {
    const { payment } = await aPayment(bed);
    const theirs = await refusalIn(await bed.watch(aCustomer(), subscription, { id: payment.id }));
    const nobodys = await refusalIn(await bed.watch(aCustomer(), subscription, { id: 'pay_nobody' }));
    expect(theirs).toEqual([{ message: 'There is no such payment.', code: 'NOT_FOUND' }]);
    expect(nobodys).toEqual(theirs);
    expect(await refusalIn(await bed.watch(null, subscription, { id: payment.id }))).toMatchObject([
      { code: 'UNAUTHENTICATED' },
    ]);
  });

  it('is for those who read any payment, too', async () => {
    const { payment } = await aPayment(bed);
    await allTold(bed);
    const stream = await bed.watch(aTreasurer(), subscription, { id: payment.id });
    await captures(bed, aTreasurer(), { paymentId: payment.id });
    expect(await takeEvents<Event>(stream, 1)).toMatchObject([{ payment: { status: 'PROCESSING' } }]);
    await endStream(stream);
  });
});
