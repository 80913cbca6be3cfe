import type { Viewer } from '@marquee/shared/auth';
import { eventOf, orderCancelledV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import {
  aCustomer,
  aMethod,
  anOrderToPay,
  aTreasurer,
  cancels,
  captures,
  eur,
  orderState,
  pays,
  someone,
} from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

const total = eur(2_500);

describe('what is due for an order', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  async function anOrder(customer = aCustomer()): Promise<{ id: string; customer: Viewer }> {
    return { id: await anOrderToPay(bed, customer), customer };
  }

  /** As the gateway asks, with the total that orders has told it. */
  async function dueTo(viewer: Viewer | null, id: string): Promise<unknown> {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { amountDue { minor currency } } } }`;
    const { data } = await bed.ask<{ _entities: [{ amountDue: unknown }] }>(viewer, query, {
      r: [{ __typename: 'Order', id, total }],
    });
    return data._entities[0].amountDue;
  }

  it('is all of it until something is taken', async () => {
    const { id, customer } = await anOrder();
    expect(await dueTo(customer, id)).toEqual(total);
    const { payment } = await pays(bed, customer, {
      subjectId: id,
      paymentMethodId: await aMethod(bed, customer),
    });
    expect(await dueTo(customer, id)).toEqual(total);
    await captures(bed, aTreasurer(), { paymentId: payment?.id, amount: eur(900) });
    expect(await dueTo(customer, id)).toEqual(eur(1_600));
    await captures(bed, aTreasurer(), { paymentId: payment?.id });
    expect(await dueTo(customer, id)).toEqual(eur(0));
  });

  it('is nothing of what was let go of after a part was taken', async () => {
    const customer = someone('payments:capture');
    const { id } = await anOrder(customer);
    const paymentMethodId = await aMethod(bed, customer);
    const { payment } = await pays(bed, customer, { subjectId: id, paymentMethodId, captureLater: true });
    await captures(bed, aTreasurer(), { paymentId: payment?.id, amount: eur(900) });
    await cancels(bed, aTreasurer(), payment?.id ?? '');
    expect(await dueTo(customer, id)).toEqual(eur(0));
  });

  it('is nothing once the order is over', async () => {
    const { id, customer } = await anOrder();
    const data = { ...orderState(id, customer), status: 'CANCELLED' as const, isPayable: false, version: 2 };
    const cancelled = { ...data, previousStatus: 'AWAITING_PAYMENT' as const };
    await bed.hear(eventOf(orderCancelledV1, { aggregateId: id, data: cancelled }));
    await eventually(async () => expect(await dueTo(customer, id)).toEqual(eur(0)));
  });

  it('is told to its customer, and to those who read any payment', async () => {
    const { id } = await anOrder();
    expect(await dueTo(aCustomer(), id)).toBeNull();
    expect(await dueTo(null, id)).toBeNull();
    expect(await dueTo(someone('payments:read:any'), id)).toEqual(total);
    expect(await dueTo(aCustomer(), newId('order'))).toBeNull();
  });
});
