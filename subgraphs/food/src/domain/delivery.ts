import type { FoodOrder } from './foodOrder';
import { isAwaitingFood, isFinal } from './foodOrderStatus';
import { distanceKm, type GeoPoint } from './geoPoint';

/** What is known about the way of a delivery. */
export interface DeliveryFacts {
  /** Of the restaurant. */
  readonly prepMinutes: number;
  readonly restaurantAt: GeoPoint | null;
  /** The courier's last report. */
  readonly courierAt: GeoPoint | null;
  readonly locatedAt: Date | null;
}

const minuteMs = 60_000;
const courierKmPerHour = 15;
// Addresses have no coordinates, so the way to the customer is taken for an ordinary one.
const usualTripKm = 3;
const handoverMinutes = 3;
const tripMs = ridingMs(usualTripKm) + handoverMinutes * minuteMs;

/**
 * When a delivery should arrive; null for what is not delivered, until it is paid, and once the order is over. Until the
 * food is ready that is the kitchen's estimate and an ordinary trip; then also the courier's way to the restaurant; and
 * once it is on its way, what is left of the trip. Never earlier than `now`.
 */
export function estimateDelivery(
  order: Pick<FoodOrder, 'status' | 'fulfilment' | 'estimatedReadyAt' | 'updatedAt'>,
  facts: DeliveryFacts,
  now: Date,
): Date | null {
  if (order.fulfilment !== 'DELIVERY' || isFinal(order.status) || order.status === 'AWAITING_PAYMENT') return null;
  return new Date(Math.max(arrivalMs(order, facts, now.getTime()), now.getTime()));
}

function arrivalMs(
  { status, estimatedReadyAt, updatedAt }: Pick<FoodOrder, 'status' | 'estimatedReadyAt' | 'updatedAt'>,
  facts: DeliveryFacts,
  nowMs: number,
): number {
  if (isAwaitingFood(status)) {
    const readyMs = estimatedReadyAt?.getTime() ?? nowMs + facts.prepMinutes * minuteMs;
    return Math.max(readyMs, nowMs) + tripMs;
  }
  const awayKm = courierAwayKm(facts);
  if (status === 'READY') {
    const arrivesMs = facts.locatedAt === null ? nowMs : facts.locatedAt.getTime() + ridingMs(awayKm ?? 0);
    return Math.max(arrivesMs, nowMs) + tripMs;
  }
  // A report from before it was picked up says where the courier came from, not how far the food has come.
  const isFresh = facts.locatedAt !== null && facts.locatedAt >= updatedAt;
  if (facts.locatedAt === null || awayKm === null || !isFresh) return updatedAt.getTime() + tripMs;
  return facts.locatedAt.getTime() + ridingMs(Math.max(0, usualTripKm - awayKm)) + handoverMinutes * minuteMs;
}

/** How far the courier is from the restaurant, when both places are known. */
function courierAwayKm({ restaurantAt, courierAt }: DeliveryFacts): number | null {
  return restaurantAt === null || courierAt === null ? null : distanceKm(restaurantAt, courierAt);
}

function ridingMs(km: number): number {
  return (km / courierKmPerHour) * 60 * minuteMs;
}
