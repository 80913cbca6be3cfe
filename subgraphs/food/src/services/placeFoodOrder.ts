import { outbox } from '@marquee/shared/events';
import { runOnce } from '@marquee/shared/idempotency';
import { checkExists, getById, insertNumbered, isId, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { ItemUnavailable } from '../domain/errors';
import { type FoodOrder, readyAfter } from '../domain/foodOrder';
import {
  draftFoodOrder,
  type FoodOrderDraft,
  type FoodOrderRequest,
  type FoodOrderRequestInput,
  readFoodOrderRequest,
} from '../domain/foodOrderDraft';
import { checkTakesOrders } from '../domain/kitchen';
import { foodOrderPlaced } from '../events/published';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { type RestaurantRow, restaurantsRepository } from '../persistence/restaurantsRepository';
import type { FoodServices } from './services';

export interface PlaceFoodOrder extends FoodOrderRequestInput {
  readonly customerId: string;
  readonly idempotencyKey: string;
}

export interface FoodOrderDone {
  readonly orderId: string;
  readonly replayed: boolean;
}

const restaurantPath = ['input', 'restaurantId'];

/**
 * Orders dishes at the prices of this moment. What is wrong with the request itself, or with the restaurant's id, leaves
 * the idempotency key unspent; from then on the key keeps the answer, a refusal too.
 * @throws InvalidInput | NotFound | RestaurantClosed | ItemUnavailable | MinimumNotMet | PriceChanged |
 * IdempotencyKeyReused
 */
export async function placeFoodOrder(services: FoodServices, command: PlaceFoodOrder): Promise<FoodOrderDone> {
  const { customerId, idempotencyKey, ...input } = command;
  const request = readFoodOrderRequest(input);
  const noIds = request.lines.map(({ menuItemId }) => menuItemId).filter((id) => !isId('menuItem', id));
  await checkExists(
    'restaurant',
    request.restaurantId,
    restaurantPath,
    restaurantsRepository(services.db.manager).exists,
  );
  if (noIds.length > 0) throw new ItemUnavailable(noIds);

  // As it was read: a note that is null and one that was left out are the same request.
  const claim = { userId: customerId, operation: 'foodOrderPlace', key: idempotencyKey, body: request };
  const { result, replayed } = await runOnce(services.db, claim, async (tx) => ({
    orderId: await place(tx, customerId, request, services.clock.now()),
  }));
  return { orderId: result.orderId, replayed };
}

async function place(tx: EntityManager, customerId: string, request: FoodOrderRequest, now: Date): Promise<string> {
  const restaurant = await getById('restaurant', request.restaurantId, restaurantPath, restaurantsRepository(tx).find);
  checkTakesOrders(restaurant, now);
  const offers = await menuItemsRepository(tx).offers(request.lines.map(({ menuItemId }) => menuItemId));
  const draft = draftFoodOrder(request, restaurant, offers);
  const orders = foodOrdersRepository(tx);
  const order = await insertNumbered('F', newOrder(customerId, request, draft, restaurant, now), orders.insert);
  await orders.insertLines(linesOf(order, draft));
  await orders.appendTimeline(order, customerId, null);
  await outbox(tx).append(foodOrderPlaced(order));
  return order.id;
}

function newOrder(
  customerId: string,
  { restaurantId, fulfilment, deliveryAddress, note }: FoodOrderRequest,
  { subtotal, deliveryFee, tip, total }: FoodOrderDraft,
  { prepMinutes }: RestaurantRow,
  now: Date,
): Omit<FoodOrder, 'number'> {
  return {
    id: newId('foodOrder'),
    customerId,
    restaurantId,
    fulfilment,
    deliveryAddress,
    note,
    currency: total.currency,
    subtotalMinor: subtotal.minor,
    deliveryFeeMinor: deliveryFee.minor,
    tipMinor: tip.minor,
    totalMinor: total.minor,
    status: 'PLACED',
    estimatedReadyAt: readyAfter(prepMinutes, now),
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

function linesOf({ id: orderId, currency }: FoodOrder, { lines }: FoodOrderDraft) {
  return lines.map((line, position) => ({ ...line, id: newId('foodOrderLine'), orderId, position, currency }));
}
