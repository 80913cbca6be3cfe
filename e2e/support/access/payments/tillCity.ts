import { randomUUID } from 'node:crypto';
import { orderInput } from '../../foodOrders';
import { addMethod, payFor, paymentProblems, untilTaken } from '../../till';
import type { Target } from '../access';
import type { Started } from '../city';
import { run, unknownId } from '../run';

/** What the owner has paid for a food order: taken, and a little of it given back. */
export interface Till {
  readonly payment: Target;
  readonly refund: Target;
  readonly method: Target;
  /** In the books; its mark is a hash of the chain. */
  readonly entry: Target;
}

export const unknownTransaction = 'ch_nobody';

/** A food order of the owner's that nobody has paid for. Returns its id. */
export async function orderToPay({ marquee, kitchen }: Started, token: string | undefined): Promise<string> {
  const { foodOrderPlace } = await run<{ foodOrderPlace: { order: { id: string } } }>(
    marquee,
    token,
    'mutation ($input: FoodOrderPlaceInput!) { foodOrderPlace(input: $input) { order { id } errors { code message } } }',
    { input: orderInput(kitchen) },
  );
  return foodOrderPlace.order.id;
}

/** A payment of the owner's that was made a moment ago, by that token. */
export async function aPayment(city: Started, providerToken = 'tok_visa'): Promise<Target> {
  const { marquee, people } = city;
  const { token } = people.owner;
  const paymentMethodId = await addMethod(marquee.url, token, providerToken);
  const subjectId = await orderToPay(city, token);
  const { id, transactionId } = await payFor(marquee.url, token, {
    subjectId,
    paymentMethodId,
  });
  return {
    // Cash has no transaction.
    keys: { id, ...(transactionId !== null && { transactionId }), subjectId, methodId: paymentMethodId },
    unknown: { id: unknownId('pay'), transactionId: unknownTransaction, subjectId: unknownId('ford') },
    marks: [transactionId ?? id],
  };
}

/** The same, and it was taken. */
export async function aTakenPayment(city: Started): Promise<Target> {
  const payment = await aPayment(city);
  await untilTaken(city.marquee.url, city.people.owner.token, payment.keys['id'] ?? '');
  return payment;
}

export async function openTill(city: Started): Promise<Till> {
  const payment = await aTakenPayment(city);
  const { marquee, people } = city;
  const reason = `reason ${randomUUID()}`;
  const { refundCreate } = await run<{ refundCreate: { refund: { id: string } } }>(
    marquee,
    people.admin.token,
    `mutation ($input: RefundCreateInput!) { refundCreate(input: $input) { refund { id } ${paymentProblems} } }`,
    {
      input: {
        paymentId: payment.keys['id'],
        amount: { minor: 100, currency: 'EUR' },
        reason,
        idempotencyKey: randomUUID(),
      },
    },
  );
  const { payment: booked } = await run<{ payment: { ledgerEntries: { id: string; chainHash: string }[] } }>(
    marquee,
    people.admin.token,
    'query ($id: ID!) { payment(id: $id) { ledgerEntries { id chainHash } } }',
    { id: payment.keys['id'] },
  );
  const [entry] = booked.ledgerEntries;
  const methodId = payment.keys['methodId'] ?? '';
  return {
    payment,
    refund: { keys: { id: refundCreate.refund.id }, unknown: { id: unknownId('rfd') }, marks: [reason] },
    method: { keys: { id: methodId }, unknown: { id: unknownId('pmt') }, marks: [methodId] },
    entry: {
      keys: { id: entry?.id ?? '', paymentId: payment.keys['id'] ?? '' },
      unknown: { id: unknownId('led'), paymentId: unknownId('pay') },
      marks: [entry?.chainHash ?? ''],
    },
  };
}
