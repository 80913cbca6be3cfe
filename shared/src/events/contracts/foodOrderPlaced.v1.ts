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
    /** Paid by this before the kitchen sees it; null: on delivery or at the counter, or by the order that it is part of. */
    paymentMethodId: z.string().nullable().default(null),
    /** Whether an order pays for it. */
    isOfOrder: z.boolean().default(false),
    estimatedReadyAt: z.iso.datetime().nullable(),
    /** The order's version, which grows with each change. */
    version: z.int(),
  }),
});
