import { isWithinOpeningHours, nextOpening, type OpeningHours } from '@marquee/shared/time';
import { RestaurantClosed } from './errors';
import type { FoodOrderStatus } from './foodOrderStatus';

/** What decides whether a restaurant takes orders. */
export interface Kitchen extends OpeningHours {
  readonly isPaused: boolean;
}

/** Whether orders are taken at that moment. A pause has no known end, so it counts for any moment. */
export function isOpen(kitchen: Kitchen, at: Date): boolean {
  return !kitchen.isPaused && isWithinOpeningHours(kitchen, at);
}

/** Whether the kitchen learns of a change of an order: not while its payment is waited for, nor that none came. */
export function concernsKitchen({
  status,
  previousStatus,
}: {
  readonly status: FoodOrderStatus;
  readonly previousStatus?: FoodOrderStatus | undefined;
}): boolean {
  return previousStatus === 'AWAITING_PAYMENT' ? status === 'PLACED' : status !== 'AWAITING_PAYMENT';
}

/** Does nothing while the restaurant takes orders. @throws RestaurantClosed with the next opening, if it is known */
export function checkTakesOrders(kitchen: Kitchen, now: Date): void {
  if (isOpen(kitchen, now)) return;
  throw new RestaurantClosed(kitchen.isPaused ? null : nextOpening(kitchen, now));
}
