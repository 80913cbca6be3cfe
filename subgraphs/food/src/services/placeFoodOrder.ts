import { runOnce } from '@marquee/shared/idempotency';
import { checkExists, isId, missing, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { ItemUnavailable } from '../domain/errors';
import { type FoodOrderRequest, type FoodOrderRequestInput, readFoodOrderRequest } from '../domain/foodOrderDraft';
import { databaseNow } from '../persistence/databaseNow';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { seatBookingsRepository } from '../persistence/seatBookingsRepository';
import { insertFoodOrder, type PaymentTerms, restaurantPath } from './insertFoodOrder';
import type { FoodServices } from './services';

export interface PlaceFoodOrder extends FoodOrderRequestInput {
  readonly customerId: string;
  readonly idempotencyKey: string;
}

export interface FoodOrderDone {
  readonly orderId: string;
  readonly replayed: boolean;
}

/**
 * Orders dishes at the prices of this moment; with a payment method the kitchen sees them once they are paid. What is
 * wrong with the request itself, or with an id in it, leaves the idempotency key unspent; from then on the key keeps the
 * answer, a refusal too.
 * @throws InvalidInput | NotFound | RestaurantClosed | ItemUnavailable | MinimumNotMet | PriceChanged |
 * IdempotencyKeyReused
 */
export async function placeFoodOrder(services: FoodServices, command: PlaceFoodOrder): Promise<FoodOrderDone> {
  const { customerId, idempotencyKey, ...input } = command;
  const request = readFoodOrderRequest(input);
  await checkIds(services.db.manager, customerId, request);

  // As it was read: a note that is null and one that was left out are the same request.
  const claim = { userId: customerId, operation: 'foodOrderPlace', key: idempotencyKey, body: request };
  const { result, replayed } = await runOnce(services.db, claim, async (tx) => {
    const id = newId('foodOrder');
    const payment = await paymentOf(tx, request, services.paymentWaitMs);
    await insertFoodOrder(tx, { id, customerId, request, payment, now: services.clock.now() });
    return { orderId: id };
  });
  return { orderId: result.orderId, replayed };
}

/** Whether a payment method is the customer's is for payments to say, and the payment is refused then. */
async function checkIds(db: EntityManager, customerId: string, request: FoodOrderRequest): Promise<void> {
  const { restaurantId, lines, seatBookingId, paymentMethodId } = request;
  const noIds = lines.map(({ menuItemId }) => menuItemId).filter((id) => !isId('menuItem', id));
  await checkExists('restaurant', restaurantId, restaurantPath, restaurantsRepository(db).exists);
  if (noIds.length > 0) throw new ItemUnavailable(noIds);
  if (seatBookingId !== null) {
    const isOwn = (id: string) => seatBookingsRepository(db).isOf(customerId, id);
    await checkExists('booking', seatBookingId, ['input', 'seatBookingId'], isOwn);
  }
  if (paymentMethodId !== null && !isId('paymentMethod', paymentMethodId)) {
    throw missing('paymentMethod', paymentMethodId, ['input', 'paymentMethodId']);
  }
}

async function paymentOf(
  tx: EntityManager,
  { paymentMethodId }: FoodOrderRequest,
  waitMs: number,
): Promise<PaymentTerms> {
  if (paymentMethodId === null) return { kind: 'ON_HANDOVER' };
  const now = await databaseNow(tx);
  return { kind: 'BY_METHOD', paymentMethodId, dueAt: new Date(now.getTime() + waitMs) };
}
