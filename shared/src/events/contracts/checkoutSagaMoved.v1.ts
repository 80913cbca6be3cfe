import { z } from 'zod';
import { defineEvent } from '../contract';

const instant = z.iso.datetime();

/** A step of a checkout, or the checkout as a whole, came to another state. The aggregate is the saga. */
export const checkoutSagaMovedV1 = defineEvent({
  type: 'checkout.saga.moved',
  version: 1,
  schema: z.object({
    sagaId: z.string(),
    kind: z.enum(['CHECKOUT', 'PAYMENT', 'REFUND']),
    /** What is paid for: an order, or a booking or a food order that was made by itself. */
    subjectId: z.string(),
    customerId: z.string(),
    state: z.enum(['RUNNING', 'COMPLETED', 'COMPENSATING', 'COMPENSATED', 'STUCK']),
    startedAt: instant,
    finishedAt: instant.nullable(),
    /** Null when only the whole moved. */
    step: z
      .object({
        name: z.string(),
        subgraph: z.string(),
        state: z.enum(['WAITING', 'RUNNING', 'DONE', 'FAILED', 'COMPENSATING', 'COMPENSATED', 'SKIPPED']),
        attempts: z.int(),
        startedAt: instant.nullable(),
        finishedAt: instant.nullable(),
        /** Until when the customer has time to do something, such as confirm the payment. */
        waitsUntil: instant.nullable(),
        error: z.string().nullable(),
      })
      .nullable(),
  }),
});
