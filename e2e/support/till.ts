import { randomUUID } from 'node:crypto';
import { eventually } from '@marquee/shared/testing';
import { type Answer, post } from './client';

/** What a problem of a payment may carry. */
export const paymentProblems = `errors { __typename code message path
  ... on NotFoundError { missingId } ... on PaymentDeclinedError { declineCode retryable }
  ... on InvalidTransitionError { from to } ... on AmountExceededError { remaining { minor } } }`;

export interface Paid {
  readonly id: string;
  readonly transactionId: string | null;
  readonly status: string;
  readonly nextActionUrl: string | null;
  readonly captured: { readonly minor: number };
  readonly refunded: { readonly minor: number };
}

export interface PaymentPayload {
  readonly payment: Paid | null;
  readonly replayed: boolean;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

const paid = 'id transactionId status nextActionUrl captured { minor } refunded { minor }';

/** A payment method of that token. Returns its id. */
export async function addMethod(url: string, token: string | undefined, providerToken = 'tok_visa'): Promise<string> {
  const { data } = await post<{ paymentMethodAdd: { paymentMethod: { id: string } | null; errors: unknown[] } }>(
    url,
    `mutation ($input: PaymentMethodAddInput!) {
      paymentMethodAdd(input: $input) { paymentMethod { id } ${paymentProblems} }
    }`,
    { input: { kind: providerToken === 'cash' ? 'CASH_ON_DELIVERY' : 'CARD', providerToken } },
    { token },
  );
  const { paymentMethod, errors } = data.paymentMethodAdd;
  if (paymentMethod === null) throw new Error(`no payment method was added: ${JSON.stringify(errors)}`);
  return paymentMethod.id;
}

/** Two pizzas at 25.00 EUR, unless the journey says otherwise. */
export const paymentInput = (change: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  expectedAmount: { minor: 2500, currency: 'EUR' },
  idempotencyKey: randomUUID(),
  ...change,
});

export const createPayment = `mutation ($input: PaymentCreateInput!) {
  paymentCreate(input: $input) { payment { ${paid} } replayed ${paymentProblems} }
}`;

export function pay(
  url: string,
  token: string | undefined,
  change: Readonly<Record<string, unknown>>,
): Promise<Answer<{ paymentCreate: PaymentPayload }>> {
  return post(url, createPayment, { input: paymentInput(change) }, { token });
}

/** Pays and returns the payment. @throws Error when there is none */
export async function payFor(
  url: string,
  token: string | undefined,
  change: Readonly<Record<string, unknown>>,
): Promise<Paid> {
  const { data, errors } = await pay(url, token, change);
  if (data?.paymentCreate?.payment == null) throw new Error(`nothing was paid: ${JSON.stringify([data, errors])}`);
  return data.paymentCreate.payment;
}

/** Waits until the money was taken, which happens by itself once what was paid for is confirmed. */
export async function untilTaken(url: string, token: string | undefined, paymentId: string): Promise<void> {
  await eventually(async () => {
    const query = 'query ($id: ID!) { payment(id: $id) { status } }';
    const { data } = await post<{ payment: { status: string } | null }>(url, query, { id: paymentId }, { token });
    if (data.payment?.status !== 'COMPLETED') throw new Error(`the payment is ${data.payment?.status}`);
  }, 30_000);
}
