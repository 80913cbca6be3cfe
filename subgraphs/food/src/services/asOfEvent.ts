import type { FoodOrder } from '../domain/foodOrder';

/** What an event says about the state of its order. */
interface StatedEvent {
  readonly occurredAt: string;
  readonly data: Pick<FoodOrder, 'status' | 'version'> & { readonly estimatedReadyAt: string | null };
}

/** The order as it stood right after the event: two quick steps are not both shown as the second. */
export function asOfEvent(event: StatedEvent, order: FoodOrder): FoodOrder {
  const { status, estimatedReadyAt, version } = event.data;
  if (version === order.version) return order;
  return {
    ...order,
    status,
    estimatedReadyAt: estimatedReadyAt === null ? null : new Date(estimatedReadyAt),
    version,
    updatedAt: new Date(event.occurredAt),
  };
}
