import { z } from 'zod';
import { defineEvent } from '../contract';
import { foodOrderStatus } from './foodOrderStatus';

/** An order was placed at a restaurant. The aggregate is the order. */
export const foodOrderPlacedV1 = defineEvent({
  type: 'food_order.placed',
  version: 1,
  schema: z.object({
    orderId: z.string(),
    number: z.string(),
    customerId: z.string(),
    restaurantId: z.string(),
    status: foodOrderStatus,
    total: z.object({ minor: z.int(), currency: z.string() }),
    estimatedReadyAt: z.iso.datetime().nullable(),
    /** The order's version, which grows with each change. */
    version: z.int(),
  }),
});
