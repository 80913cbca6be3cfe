import { z } from 'zod';
import { defineEvent } from '../contract';

/** A restaurant was added or changed; the whole of what others show of it. The aggregate is the restaurant. */
export const restaurantSavedV1 = defineEvent({
  type: 'restaurant.saved',
  version: 1,
  schema: z.object({
    restaurantId: z.string(),
    name: z.string(),
    street: z.string(),
    city: z.string(),
    cuisines: z.array(z.string()),
  }),
});
