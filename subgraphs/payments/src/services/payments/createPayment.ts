import { hasScope, type Viewer } from '@marquee/shared/auth';
import { Forbidden, InvalidInput, NotFound, PriceChanged } from '@marquee/shared/errors';
import { untilHeard } from '@marquee/shared/events';
import { runOnce, spentAnswer } from '@marquee/shared/idempotency';
import { isId, newId } from '@marquee/shared/ids';
import { type Money, money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { captureScope } from '../../domain/access';
import { CurrencyMismatch } from '../../domain/errors';
import { payablesRepository } from '../../persistence/payablesRepository';
import type { PaymentsServices } from '../services';
import { awaitProgress } from './awaitProgress';
import { type PaymentDone, paymentDone } from './paymentDone';
import { startPayment } from './startPayment';
import { readPayment } from './visiblePayments';

export interface CreatePayment {
  readonly subjectId: string;
  readonly paymentMethodId: string;
  readonly captureLater?: boolean;
  readonly expectedAmount: Money;
  readonly returnUrl?: string | null | undefined;
  readonly idempotencyKey: string;
}

const subjectPath = ['input', 'subjectId'];

/**
 * Has the amount of a subject set aside, which the server knows; the caller only confirms it. Answers when the provider
 * has said something, or after a while without it.
 * @throws NotFound | PriceChanged | CurrencyMismatch | InvalidInput | IdempotencyKeyReused | Forbidden for what is
 * to be taken later by one who may not take it
 */
export async function createPayment(
  services: PaymentsServices,
  viewer: Viewer,
  { idempotencyKey: key, ...command }: CreatePayment,
): Promise<PaymentDone> {
  const { db } = services;
  const { userId: payerId } = viewer;
  const claim = { userId: payerId, operation: 'paymentCreate', key, body: command };
  const isSpent = (await spentAnswer(db, claim)) !== null;
  // Before the key is taken: whoever comes too early may come again with it.
  if (!isSpent) await awaitPayable(services, payerId, command.subjectId);
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    const amount = await amountOf(tx, payerId, command);
    const { captureLater = false } = command;
    if (captureLater && !hasScope(viewer, captureScope)) throw takesNothing();
    const { id } = await startPayment(tx, {
      id: newId('payment'),
      payerId,
      subjectId: command.subjectId,
      methodId: command.paymentMethodId,
      sagaId: null,
      captureLater,
      returnUrl: command.returnUrl ?? null,
      amount,
      hasSeats: isId('booking', command.subjectId),
    });
    return { paymentId: id };
  });
  const read = () => readPayment(db.manager, result.paymentId);
  return paymentDone(await awaitProgress(services, read, ({ status }) => status !== 'PENDING'), replayed);
}

async function amountOf(
  tx: EntityManager,
  payerId: string,
  { subjectId, expectedAmount }: Pick<CreatePayment, 'subjectId' | 'expectedAmount'>,
): Promise<Money> {
  const payable = await payablesRepository(tx).findForShare(subjectId);
  if (payable === null || payable.customerId !== payerId) throw noSuchSubject(subjectId);
  if (payable.isOver) throw new InvalidInput('This can no longer be paid.', subjectPath);
  if (!payable.isOpen) throw new InvalidInput('There is nothing to pay for this by itself.', subjectPath);
  const amount = money(payable.amountMinor, payable.currency);
  if (expectedAmount.currency !== amount.currency) {
    throw new CurrencyMismatch(amount.currency, ['input', 'expectedAmount', 'currency']);
  }
  if (expectedAmount.minor !== amount.minor) {
    throw new PriceChanged(expectedAmount, amount, ['input', 'expectedAmount']);
  }
  return amount;
}

/** What was bought would be handed over, and whether anything is ever taken for it would be up to nobody. */
const takesNothing = () =>
  new Forbidden('The money is taken when the purchase is confirmed: leave captureLater out.', [
    'input',
    'captureLater',
  ]);

/** What was made a moment ago may still be on its way here. @throws NotFound, as late for somebody else's as for none */
async function awaitPayable({ db }: PaymentsServices, payerId: string, subjectId: string): Promise<void> {
  if (!(['order', 'booking', 'foodOrder'] as const).some((kind) => isId(kind, subjectId))) {
    throw noSuchSubject(subjectId);
  }
  const payable = await untilHeard(async () => {
    const known = await payablesRepository(db.manager).find(subjectId);
    return known?.customerId === payerId ? known : null;
  });
  if (payable === null) throw noSuchSubject(subjectId);
}

const noSuchSubject = (missingId: string) =>
  new NotFound('There is nothing like that to pay for.', { path: subjectPath, missingId });
