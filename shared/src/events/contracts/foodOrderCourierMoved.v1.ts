import { z } from 'zod';
import { defineEvent } from '../contract';

/** The courier of an order said where they are. The aggregate is the order. Often: every few seconds for each delivery. */
export const foodOrderCourierMovedV1 = defineEvent({
  type: 'food_order.courier.moved',
  version: 1,
  schema: z.object({
    orderId: z.string(),
    customerId: z.string(),
    restaurantId: z.string(),
    courierId: z.string(),
    /** In degrees, WGS 84. */
    latitude: z.number(),
    longitude: z.number(),
  }),
});
