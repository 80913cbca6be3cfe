import { z } from 'zod';
import { defineEvent } from '../contract';
import { checkoutAction, checkoutStep } from './checkoutStep';

/**
 * A checkout came to a step of another subgraph. It may be asked for again when an answer is late: whoever takes the
 * step takes it once and repeats its answer. The aggregate is the saga.
 */
export const checkoutStepRequestedV1 = defineEvent({
  type: 'checkout.step.requested',
  version: 1,
  schema: z.object({
    sagaId: z.string(),
    /** What is paid for: an order, or a booking or a food order that was made by itself. */
    subjectId: z.string(),
    customerId: z.string(),
    /** Whose step it is. */
    subgraph: z.enum(['catalog', 'booking', 'food', 'payments']),
    action: checkoutAction,
    step: checkoutStep,
    /** Why it is undone. */
    reason: z.string().nullable(),
  }),
});
