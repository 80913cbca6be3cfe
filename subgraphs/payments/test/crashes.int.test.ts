import { createLogger } from '@marquee/shared/logging';
import { eventually } from '@marquee/shared/testing';
import type { Operation } from '../src/domain/operation';
import { operationsRepository } from '../src/persistence/operationsRepository';
import type { PaymentProvider } from '../src/provider/paymentProvider';
import { performOperation } from '../src/services/operations/performOperation';
import { reviewWaiting } from '../src/services/operations/reviewWaiting';
import { aCheckout, authorise } from './support/checkout';
import {
  aBookingToPay,
  aCustomer,
  aMethod,
  aPayment,
  aTreasurer,
  becomes,
  captures,
  eur,
  paymentOf,
  pays,
} from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

const logger = createLogger({ service: 'test', level: 'silent' });

describe('what is left behind', () => {
  let bed: PaymentsBed;
  beforeEach(async () => {
    bed = await aPaymentsBed({ hasWebhooks: false });
  });
  afterEach(() => bed.close());

  async function aPaymentToSetAside() {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    return { customer, subjectId, paymentMethodId };
  }

  it('by a provider that is away is asked for when it is back', async () => {
    const { customer, ...input } = await aPaymentToSetAside();
    await bed.provider.stop();
    const { payment, errors } = await pays(bed, customer, input);
    expect(errors).toEqual([]);
    expect(payment).toMatchObject({
      status: 'PENDING',
      attempts: expect.arrayContaining([expect.objectContaining({ outcome: 'PENDING' })]),
    });
    await bed.provider.start();
    await becomes(bed, payment?.id ?? '', 'AUTHORISED', 30_000);
  });

  it('by a process that died between the call and its record is done once', async () => {
    const { customer, ...input } = await aPaymentToSetAside();
    await bed.services.worker.stop();
    const answering = pays(bed, customer, input);
    const operation = await claimed();
    // The process dies here: the provider has set the money aside, and nobody has written it down.
    await performOperation({ db: bed.db, provider: dyingAfter(bed.services.provider), logger }, operation).catch(
      () => {},
    );
    const { payment } = await answering;
    expect(payment).toMatchObject({ status: 'PENDING', authorised: eur(0) });
    await endLease(operation);
    const [again] = await operationsRepository(bed.db.manager).claimDue(1, 1_000);
    expect(again).toMatchObject({ paymentId: operation.paymentId, sequence: operation.sequence, tries: 2 });
    await performOperation({ ...bed.services, logger }, again ?? operation);
    expect(await becomes(bed, operation.paymentId, 'AUTHORISED')).toMatchObject({ authorised: eur(2_500) });
    const attempts: unknown[] = await bed.db.query('select 1 from payment_attempt where payment_id = $1', [
      operation.paymentId,
    ]);
    expect(attempts).toHaveLength(1);
  });

  it('to two who ask at once is recorded once', async () => {
    const { payment } = await aPayment(bed);
    await bed.services.worker.stop();
    const capturing = captures(bed, aTreasurer(), { paymentId: payment.id });
    const operation = await claimed();
    // A process that was asleep while its lease ran out, and the one that took over.
    await Promise.all([1, 2, 3].map(() => performOperation({ ...bed.services, logger }, operation)));
    expect((await capturing).payment).toMatchObject({ status: 'COMPLETED', captured: eur(2_500) });
    const booked: unknown[] = await bed.db.query('select 1 from ledger_transaction where payment_id = $1', [
      payment.id,
    ]);
    expect(booked).toHaveLength(1);
    expect(await bed.provider.totals()).toEqual([{ currency: 'EUR', capturedMinor: 2_500, refundedMinor: 0 }]);
  });

  it('by nobody is worked on by two at once', async () => {
    await aPayment(bed);
    await bed.services.worker.stop();
    const { customer, ...input } = await aPaymentToSetAside();
    const answering = pays(bed, customer, input);
    const operation = await claimed();
    expect(await operationsRepository(bed.db.manager).claimDue(10, 1_000)).toEqual([]);
    await performOperation({ ...bed.services, logger }, operation);
    await answering;
  });

  it('of a checkout that was called off before the provider was asked is never asked for', async () => {
    const customer = aCustomer();
    const checkout = aCheckout(bed, customer);
    const step = authorise(checkout, await aMethod(bed, customer));
    await bed.services.worker.stop();
    await checkout.ask(step);
    await eventually(async () => {
      expect(await paymentOf(bed, customer, checkout.paymentId)).toMatchObject({ status: 'PENDING' });
    });
    await checkout.ask(step, 'UNDO');
    expect(await checkout.answered('AUTHORISE_PAYMENT', 'UNDO')).toEqual({ kind: 'DONE' });
    expect(await paymentOf(bed, customer, checkout.paymentId)).toMatchObject({ status: 'CANCELLED', attempts: [] });
    expect(await operationsRepository(bed.db.manager).claimDue(10, 1_000)).toEqual([]);
  });

  it('by a webhook that was lost is found out', async () => {
    const { payment } = await aPayment(bed, 'tok_three_d_secure');
    await fetch(payment.nextActionUrl ?? '', { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
    await reviewWaiting(bed.db, bed.services.provider);
    expect(await paymentOf(bed, aTreasurer(), payment.id)).toMatchObject({ status: 'AUTHORISED' });
  });

  it('by a customer who never confirms fails, and nothing stays set aside', async () => {
    const customer = aCustomer();
    const checkout = aCheckout(bed, customer);
    await checkout.ask(authorise(checkout, await aMethod(bed, customer, 'tok_three_d_secure')));
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toMatchObject({ kind: 'WAITING' });
    const url = (await paymentOf(bed, customer, checkout.paymentId))?.nextActionUrl ?? '';
    await bed.db.query(`update payment set action_expires_at = now() - interval '1 s' where id = $1`, [
      checkout.paymentId,
    ]);
    await reviewWaiting(bed.db, bed.services.provider);
    expect(await checkout.answered('AUTHORISE_PAYMENT', 'DO', 1)).toMatchObject({
      refusal: { code: 'PAYMENT_DECLINED', details: { declineCode: 'authentication_expired', retryable: true } },
    });
    const late = await fetch(url, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
    expect(await late.text()).toContain('cancelled');
    expect(await paymentOf(bed, customer, checkout.paymentId)).toMatchObject({ status: 'FAILED', authorised: eur(0) });
  });

  async function claimed(): Promise<Operation> {
    let operation: Operation | undefined;
    await eventually(async () => {
      [operation] = await operationsRepository(bed.db.manager).claimDue(1, 60_000);
      if (operation === undefined) throw new Error('nothing is to be asked for');
    });
    if (operation === undefined) throw new Error('nothing is to be asked for');
    return operation;
  }

  async function endLease({ paymentId, sequence }: Operation): Promise<void> {
    await bed.db.query('update provider_operation set leased_until = now() where payment_id = $1 and sequence = $2', [
      paymentId,
      sequence,
    ]);
  }
});

/** Asks, and dies before the answer is of any use. */
const dyingAfter = (provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  ask: async (request) => {
    await provider.ask(request);
    throw new Error('killed');
  },
});
