import {
  type CheckoutAction,
  checkoutSagaMovedV1,
  checkoutStepRequestedV1,
  type EventEnvelope,
  eventOf,
} from '@marquee/shared/events';
import { plainReason } from '../domain/plainReason';
import type { Saga, SagaStep } from '../domain/saga';

/** A step is to be taken or undone. */
export function checkoutStepRequested(saga: Saga, step: SagaStep, action: CheckoutAction): EventEnvelope {
  const { id: sagaId, subjectId, customerId, failure } = saga;
  const { subgraph, request } = step;
  // Whoever undoes its part may show it to the customer.
  const reason = action === 'UNDO' && failure !== null ? plainReason(failure) : null;
  const data = { sagaId, subjectId, customerId, subgraph, action, step: request, reason };
  return eventOf(checkoutStepRequestedV1, { aggregateId: sagaId, data });
}

/** A step came to another state, or without one the saga as a whole. */
export function checkoutSagaMoved(saga: Saga, step: SagaStep | null, occurredAt: Date): EventEnvelope {
  const { id: sagaId, kind, subjectId, customerId, state } = saga;
  return eventOf(checkoutSagaMovedV1, {
    aggregateId: sagaId,
    occurredAt,
    data: {
      sagaId,
      kind,
      subjectId,
      customerId,
      state,
      startedAt: saga.startedAt.toISOString(),
      finishedAt: instant(saga.finishedAt),
      step: step && {
        name: step.name,
        subgraph: step.subgraph,
        state: step.state,
        attempts: step.attempts,
        startedAt: instant(step.startedAt),
        finishedAt: instant(step.finishedAt),
        waitsUntil: instant(step.waitsUntil),
        error: step.error,
      },
    },
  });
}

function instant(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
