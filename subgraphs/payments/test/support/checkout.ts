import type { Viewer } from '@marquee/shared/auth';
import {
  type CheckoutStep,
  checkoutStepAnsweredV1,
  checkoutStepRequestedV1,
  type EventOf,
  eventOf,
} from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { eur } from './pay';
import type { PaymentsBed } from './paymentsBed';

export type Outcome = EventOf<typeof checkoutStepAnsweredV1>['data']['outcome'];

/** A checkout of an order, as orders would drive it. */
export interface Checkout {
  readonly sagaId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly customer: Viewer;
  ask(step: CheckoutStep, action?: 'DO' | 'UNDO'): Promise<void>;
  /** What was answered to that step, the first answer first. */
  answers(step: CheckoutStep['name'], action?: 'DO' | 'UNDO'): Promise<Outcome[]>;
  /** Waits for an answer beyond the first `after` of them, and returns the last. */
  answered(step: CheckoutStep['name'], action?: 'DO' | 'UNDO', after?: number): Promise<Outcome>;
}

export const aCheckout = (bed: PaymentsBed, customer: Viewer): Checkout => {
  const [sagaId, orderId, paymentId] = [newId('checkoutSaga'), newId('order'), newId('payment')];
  const answers: Checkout['answers'] = async (step, action = 'DO') => {
    const rows: { envelope: EventOf<typeof checkoutStepAnsweredV1> }[] = await bed.db.query(
      'select envelope from outbox where type = $1 and aggregate_id = $2 order by id',
      [checkoutStepAnsweredV1.type, sagaId],
    );
    return rows
      .map(({ envelope }) => envelope.data)
      .filter((data) => data.step === step && data.action === action)
      .map(({ outcome }) => outcome);
  };
  return {
    sagaId,
    orderId,
    paymentId,
    customer,
    answers,
    ask: (step, action = 'DO') =>
      bed.hear(
        eventOf(checkoutStepRequestedV1, {
          aggregateId: sagaId,
          data: {
            sagaId,
            subjectId: orderId,
            customerId: customer.userId,
            subgraph: 'payments',
            action,
            step,
            reason: action === 'UNDO' ? 'The stock ran out.' : null,
          },
        }),
      ),
    answered: async (step, action = 'DO', after = 0) => {
      let found: Outcome[] = [];
      await eventually(async () => {
        found = await answers(step, action);
        if (found.length <= after) throw new Error(`no answer to ${action} ${step}`);
      }, 20_000);
      const last = found.at(-1);
      if (last === undefined) throw new Error('no answer');
      return last;
    },
  };
};

export const authorise = (
  { paymentId, orderId }: Checkout,
  paymentMethodId: string,
  { minor = 4_200, hasSeats = false } = {},
): CheckoutStep => ({
  name: 'AUTHORISE_PAYMENT',
  paymentId,
  subjectId: orderId,
  paymentMethodId,
  amount: eur(minor),
  hasSeats,
});

export const capture = ({ paymentId }: Checkout): CheckoutStep => ({ name: 'CAPTURE_PAYMENT', paymentId });

export const refund = ({ paymentId }: Checkout, minor: number, reference = 'refund of a booking'): CheckoutStep => ({
  name: 'REFUND_PAYMENT',
  paymentId,
  amount: eur(minor),
  reference,
  reason: 'a booking was cancelled',
});
