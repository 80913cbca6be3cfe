import { z } from 'zod';
import { defineEvent } from '../contract';

const duty = z.enum(['KITCHEN', 'COURIER']);

/**
 * A user's duties at one restaurant changed. The aggregate is the **user**: `allDuties` spans restaurants, so two
 * changes for one user must be appended under a lock on that user, not on the restaurant.
 */
export const restaurantStaffChangedV1 = defineEvent({
  type: 'restaurant.staff.changed',
  version: 1,
  schema: z.object({
    restaurantId: z.string(),
    userId: z.string(),
    /** At this restaurant, after the change; empty: none any more. */
    duties: z.array(duty),
    /** At any restaurant, after the change, each once. */
    allDuties: z.array(duty),
  }),
});
