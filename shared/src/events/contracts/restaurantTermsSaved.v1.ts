import { z } from 'zod';
import { defineEvent } from '../contract';

/** On what terms a restaurant takes orders was set or changed. The aggregate is the restaurant. */
export const restaurantTermsSavedV1 = defineEvent({
  type: 'restaurant.terms.saved',
  version: 1,
  schema: z.object({
    restaurantId: z.string(),
    name: z.string(),
    /** Of every price on its menu; null before there is one. */
    currency: z.string().nullable(),
    deliveryFeeMinor: z.int().nullable(),
    minimumOrderMinor: z.int().nullable(),
    isPaused: z.boolean(),
    timeZone: z.string(),
    /** ISO weekdays, 1 is Monday; HH:MM on the restaurant's clock; a close at or before the open is on the next day. */
    openingHours: z.array(z.object({ weekday: z.int(), opens: z.string(), closes: z.string() })),
  }),
});
