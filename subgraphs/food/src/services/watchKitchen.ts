import type { Viewer } from '@marquee/shared/auth';
import {
  type EventOf,
  foodOrderCourierAssignedV1,
  foodOrderPlacedV1,
  foodOrderStatusUpdatedV1,
  type TailedEvent,
} from '@marquee/shared/events';
import { checkExists } from '@marquee/shared/ids';
import { eventStream } from '@marquee/shared/subscriptions';
import { concernsKitchen } from '../domain/kitchen';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { checkKitchenDuty, hasKitchenDuty } from './duties';
import type { FoodServices } from './services';

/** What happened to an order of one kitchen, with the cursor to resume after it. */
export type KitchenChange = TailedEvent<
  | EventOf<typeof foodOrderPlacedV1>
  | EventOf<typeof foodOrderStatusUpdatedV1>
  | EventOf<typeof foodOrderCourierAssignedV1>
>;

export interface WatchKitchen {
  readonly restaurantId: string;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: what happens to the orders of a restaurant. Whether the viewer works in its kitchen is
 * asked again for each event. @throws NotFound | Forbidden | InvalidInput
 */
export async function watchKitchen(
  { db, bus }: FoodServices,
  viewer: Viewer,
  { restaurantId, after, signal }: WatchKitchen,
): Promise<AsyncIterableIterator<KitchenChange>> {
  await checkExists('restaurant', restaurantId, ['restaurantId'], restaurantsRepository(db.manager).exists);
  await checkKitchenDuty(db.manager, viewer, restaurantId);
  return eventStream({
    bus,
    contracts: [foodOrderPlacedV1, foodOrderStatusUpdatedV1, foodOrderCourierAssignedV1],
    after,
    signal,
    isFor: ({ data }) =>
      data.restaurantId === restaurantId && concernsKitchen(data) && hasKitchenDuty(db.manager, viewer, restaurantId),
  });
}
