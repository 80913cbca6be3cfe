import type { Viewer } from '@marquee/shared/auth';
import { checkoutSagaMovedV1, type EventOf, type TailedEvent } from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import { mayReadOrder } from '../../domain/access';
import type { Saga, SagaStep } from '../../saga';
import type { OrdersServices } from '../services';
import { getVisibleOrder } from './visibleOrders';

type SagaFact = EventOf<typeof checkoutSagaMovedV1>;

/** A move of a saga, with the cursor to resume after it. */
export type SagaChange = TailedEvent<SagaFact>;

export interface WatchCheckout {
  readonly orderId: string;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: every step of the sagas of an order.
 * @throws NotFound for an order that is not there or not to be seen | InvalidInput
 */
export async function watchCheckout(
  { db, bus }: OrdersServices,
  viewer: Viewer,
  { orderId, after, signal }: WatchCheckout,
): Promise<AsyncIterableIterator<SagaChange>> {
  await getVisibleOrder(db.manager, viewer, orderId, ['orderId']);
  return eventStream({
    bus,
    contracts: [checkoutSagaMovedV1],
    after,
    signal,
    isFor: ({ data }: SagaFact) => data.subjectId === orderId && mayReadOrder(viewer, data),
  });
}

/** The saga as it stood right after the event. */
export function sagaAsOf({ data }: SagaFact, saga: Saga): Saga {
  const { state, finishedAt } = data;
  return { ...saga, state, finishedAt: finishedAt === null ? null : new Date(finishedAt) };
}

/** The step that was the last to move, for when the whole moves on without one. */
export function lastMoved(steps: readonly SagaStep[]): SagaStep {
  const [last] = steps.toSorted((a, b) => timeOf(b) - timeOf(a) || b.position - a.position);
  if (last === undefined) throw new Error('a saga has no steps');
  return last;
}

const timeOf = ({ startedAt, finishedAt }: SagaStep) => (finishedAt ?? startedAt)?.getTime() ?? 0;
