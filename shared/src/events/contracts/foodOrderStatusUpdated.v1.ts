import { z } from 'zod';
import { defineEvent } from '../contract';
import { foodOrderStatus } from './foodOrderStatus';

/**
 * An order moved from one status to the next, or its kitchen moved the estimate alone: then both are the same. The
 * aggregate is the order.
 */
export const foodOrderStatusUpdatedV1 = defineEvent({
  type: 'food_order.status.updated',
  version: 1,
  schema: z.object({
    orderId: z.string(),
    number: z.string(),
    customerId: z.string(),
    restaurantId: z.string(),
    status: foodOrderStatus,
    previousStatus: foodOrderStatus,
    estimatedReadyAt: z.iso.datetime().nullable(),
    /** The order's version, which grows with each change. */
    version: z.int(),
    reason: z.string().optional(),
  }),
});
