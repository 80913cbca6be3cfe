import { InvalidInput } from '@marquee/shared/errors';
import { runKeyed, spentAnswer } from '@marquee/shared/idempotency';
import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { cash, cashToken, type MethodDescription, type PaymentMethodKind } from '../../domain/paymentMethod';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentMethodsRepository } from '../../persistence/paymentMethodsRepository';
import type { PaymentsServices } from '../services';

export interface AddPaymentMethod {
  readonly kind: PaymentMethodKind;
  readonly providerToken: string;
  readonly makeDefault?: boolean;
  readonly idempotencyKey?: string | null | undefined;
}

const tokenPath = ['input', 'providerToken'];
const mostMethods = 20;
/** What a token of a provider may look like: no card number does. */
const tokenForm = /^[a-z][a-z0-9_]{2,99}$/i;

/**
 * Keeps what the provider says of a token; the first of a user is their default. A token that the user has added before
 * is the same payment method. Returns its id.
 * @throws InvalidInput | ProviderUnavailable | IdempotencyKeyReused
 */
export async function addPaymentMethod(
  services: PaymentsServices,
  userId: string,
  { idempotencyKey: key, ...command }: AddPaymentMethod,
): Promise<string> {
  const { db } = services;
  const claim = { userId, operation: 'paymentMethodAdd', key, body: command };
  const spent = key == null ? null : await spentAnswer<{ methodId: string }>(db, { ...claim, key });
  if (spent !== null) return spent.result.methodId;
  const description = await describe(services, command);
  const { result } = await runKeyed(db, claim, async (tx) => ({
    methodId: await add(tx, userId, command, description),
  }));
  return result.methodId;
}

async function describe(
  { provider }: PaymentsServices,
  { kind, providerToken: token }: AddPaymentMethod,
): Promise<MethodDescription> {
  const unknown = new InvalidInput('The payment provider does not know this token.', tokenPath);
  if (!tokenForm.test(token)) throw unknown;
  const isCash = kind === 'CASH_ON_DELIVERY';
  if (isCash !== (token === cashToken)) throw unknown;
  const description = isCash ? cash : await provider.describe(token);
  if (description === null) throw unknown;
  if (description.kind !== kind) throw new InvalidInput('This token is of another kind.', ['input', 'kind']);
  return description;
}

async function add(
  tx: EntityManager,
  userId: string,
  { providerToken, makeDefault = false }: AddPaymentMethod,
  description: MethodDescription,
): Promise<string> {
  const methods = paymentMethodsRepository(tx);
  await methods.lockUser(userId);
  const existing = await methods.ofUsers([userId]);
  const known = existing.find((method) => method.providerToken === providerToken);
  const id = known?.id ?? newId('paymentMethod');
  if (known === undefined) {
    if (existing.length >= mostMethods) {
      throw new InvalidInput(`There are ${mostMethods} payment methods already: remove one first.`, tokenPath);
    }
    const createdAt = await databaseNow(tx);
    await methods.insert({ ...description, id, userId, providerToken, isDefault: false, createdAt, removedAt: null });
  }
  if (makeDefault || existing.length === 0) await methods.makeDefault(userId, id);
  return id;
}
