import { requireScope } from '@marquee/shared/auth';
import { adminScope } from '../domain/access';
import type { CheckoutSagaResolvers } from '../generated/resolverTypes';
import type { SagaStep } from '../saga';

/** What is shown of a step, as a row or as an event has it. */
export interface ShownStep extends Pick<SagaStep, 'state' | 'attempts' | 'startedAt' | 'finishedAt' | 'error'> {
  readonly name: string;
  readonly subgraph: string;
}

export const CheckoutSaga: CheckoutSagaResolvers = {
  /** A reference names an id but proves nothing. */
  __resolveReference: ({ id }, { loaders }) => loaders.visibleSaga.load(id),
  steps: ({ id }, _args, { loaders }) => loaders.sagaSteps.load(id),
  traceId: ({ traceId }, _args, context) => {
    requireScope(context, adminScope);
    return traceId;
  },
};
