import { outbox } from '@marquee/shared/events';
import { getById, insertNumbered, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type FoodOrder, readyAfter } from '../domain/foodOrder';
import { draftFoodOrder, type FoodOrderDraft, type FoodOrderRequest } from '../domain/foodOrderDraft';
import { checkTakesOrders } from '../domain/kitchen';
import { checkTakesFood } from '../domain/seatBooking';
import { foodOrderPlaced } from '../events/published';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { type RestaurantRow, restaurantsRepository } from '../persistence/restaurantsRepository';
import { seatBookingsRepository } from '../persistence/seatBookingsRepository';

export interface InsertFoodOrder {
  /** Drawn by the caller. */
  readonly id: string;
  readonly customerId: string;
  readonly request: FoodOrderRequest;
  readonly payment: PaymentTerms;
  readonly now: Date;
}

/** How it is going to be paid; see `FoodOrderPayment`. */
export type PaymentTerms =
  | { readonly kind: 'ON_HANDOVER' }
  | { readonly kind: 'BY_METHOD'; readonly paymentMethodId: string; readonly dueAt: Date }
  | { readonly kind: 'BY_ORDER' };

export const restaurantPath = ['input', 'restaurantId'];

/**
 * A new order at the prices of this moment, with its event. The kitchen sees it at once when it is paid on handover.
 * @throws InvalidInput | NotFound | RestaurantClosed | ItemUnavailable | MinimumNotMet | PriceChanged
 */
export async function insertFoodOrder(tx: EntityManager, command: InsertFoodOrder): Promise<void> {
  const { customerId, request, payment, now } = command;
  const restaurant = await getById('restaurant', request.restaurantId, restaurantPath, restaurantsRepository(tx).find);
  checkTakesOrders(restaurant, now);
  await checkSeats(tx, command);
  const offers = await menuItemsRepository(tx).offers(request.lines.map(({ menuItemId }) => menuItemId));
  const draft = draftFoodOrder(request, restaurant, offers);
  const orders = foodOrdersRepository(tx);
  const order = await insertNumbered('F', newOrder(command, draft, restaurant), orders.insert);
  await orders.insertLines(linesOf(order, draft));
  await orders.appendTimeline(order, customerId, null);
  await outbox(tx).append(foodOrderPlaced(order, payment.kind === 'BY_METHOD' ? payment.paymentMethodId : null));
}

/** Seats that the same order books at this moment may not be known here yet: that order has seen to whose they are. */
async function checkSeats(tx: EntityManager, { customerId, request, payment, now }: InsertFoodOrder): Promise<void> {
  if (request.seatBookingId === null) return;
  const booking = await seatBookingsRepository(tx).find(request.seatBookingId);
  if (booking !== null) checkTakesFood(booking, { customerId, paysForAll: payment.kind === 'BY_ORDER' }, now);
}

function newOrder(
  { id, customerId, request, payment, now }: InsertFoodOrder,
  { subtotal, deliveryFee, tip, total }: FoodOrderDraft,
  { prepMinutes }: RestaurantRow,
): Omit<FoodOrder, 'number'> {
  const { restaurantId, fulfilment, deliveryAddress, seatBookingId, note } = request;
  const isPlaced = payment.kind === 'ON_HANDOVER';
  return {
    id,
    customerId,
    restaurantId,
    fulfilment,
    deliveryAddress,
    seatBookingId,
    note,
    currency: total.currency,
    subtotalMinor: subtotal.minor,
    deliveryFeeMinor: deliveryFee.minor,
    tipMinor: tip.minor,
    totalMinor: total.minor,
    status: isPlaced ? 'PLACED' : 'AWAITING_PAYMENT',
    payment: payment.kind,
    paymentDueAt: payment.kind === 'BY_METHOD' ? payment.dueAt : null,
    placedAt: isPlaced ? now : null,
    estimatedReadyAt: isPlaced ? readyAfter(prepMinutes, now) : null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

function linesOf({ id: orderId, currency }: FoodOrder, { lines }: FoodOrderDraft) {
  return lines.map((line, position) => ({ ...line, id: newId('foodOrderLine'), orderId, position, currency }));
}
