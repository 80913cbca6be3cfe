import { randomUUID } from 'node:crypto';
import { orderInput, place } from '../foodOrders';
import { logInAsAdministrator, register } from '../people';
import { addMethod, createPayment, payFor, paymentInput, paymentProblems, untilTaken } from '../till';
import type { Flight } from './journey';
import { withoutTable } from './traces';

const add = `mutation ($input: PaymentMethodAddInput!) {
  paymentMethodAdd(input: $input) { paymentMethod { id } ${paymentProblems} }
}`;
const refund = `mutation ($input: RefundCreateInput!) {
  refundCreate(input: $input) { refund { reason } replayed ${paymentProblems} }
}`;

/** Pays in the right way and in every wrong one, with things that no means of payment is. */
export async function payAndReturn(flight: Flight): Promise<void> {
  const { recorder, canaries, kitchen } = flight;
  const { url, environment } = flight.marquee;
  const { cardNumber, unknownProviderToken } = canaries.secrets;
  const { refundReason: reason, paymentKey, misplacedId } = canaries.personal;
  const { token } = await register(url, 'Peggy');
  for (const providerToken of [cardNumber, unknownProviderToken, `${cardNumber}\u0000`]) {
    for (const change of [{}, { idempotencyKey: `${paymentKey}-${randomUUID()}` }, { kind: 'CASH_ON_DELIVERY' }]) {
      await recorder.send(add, { input: { kind: 'CARD', providerToken, ...change } }, { token });
    }
  }
  await recorder.send(add, { input: { kind: cardNumber, providerToken: { number: cardNumber } } }, { token });

  const paymentMethodId = await addMethod(url, token);
  const placed = await place(url, token, orderInput(kitchen));
  const subjectId = placed.data.foodOrderPlace.order?.id ?? '';
  const taken = { subjectId, paymentMethodId };
  const { id: paymentId } = await payFor(url, token, { ...taken, idempotencyKey: paymentKey });
  for (const change of [
    { subjectId: misplacedId },
    { subjectId, paymentMethodId: misplacedId },
    { returnUrl: misplacedId },
    { idempotencyKey: paymentKey },
  ]) {
    await recorder.send(createPayment, { input: paymentInput({ ...taken, ...change }) }, { token });
  }
  const admin = await logInAsAdministrator(url);
  await untilTaken(url, token, paymentId);
  const given = { paymentId, amount: { minor: 100, currency: 'EUR' }, reason, idempotencyKey: `${paymentKey}-refund` };
  await recorder.send(refund, { input: given }, { token: admin });
  for (const change of [
    { amount: { minor: 100_000, currency: 'EUR' } },
    { paymentId: misplacedId },
    { reason: reason.repeat(50) },
  ]) {
    await recorder.send(refund, { input: { ...given, ...change, idempotencyKey: randomUUID() } }, { token: admin });
  }
  for (const table of ['refund', 'outbox', 'payment_method']) {
    await withoutTable(environment['PAYMENTS_DATABASE_URL'] ?? '', table, async () => {
      await recorder.send(refund, { input: { ...given, idempotencyKey: randomUUID() } }, { token: admin });
      await recorder.send(add, { input: { kind: 'CARD', providerToken: unknownProviderToken } }, { token });
    });
  }
}
