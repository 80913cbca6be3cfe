import { z } from 'zod';
import { defineEvent } from '../contract';
import { foodOrderStatus } from './foodOrderStatus';

/** A delivery was given to a courier, or to another one. The aggregate is the order, whose version stays. */
export const foodOrderCourierAssignedV1 = defineEvent({
  type: 'food_order.courier.assigned',
  version: 1,
  schema: z.object({
    orderId: z.string(),
    number: z.string(),
    customerId: z.string(),
    restaurantId: z.string(),
    status: foodOrderStatus,
    estimatedReadyAt: z.iso.datetime().nullable(),
    version: z.int(),
    courierId: z.string(),
  }),
});
