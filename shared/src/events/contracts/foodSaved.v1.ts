import { z } from 'zod';
import { defineEvent } from '../contract';

/** A dish was added or changed; the whole of what others show of it. The aggregate is the dish. */
export const foodSavedV1 = defineEvent({
  type: 'food.saved',
  version: 1,
  schema: z.object({
    foodId: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    category: z.string(),
    dietary: z.array(z.string()),
  }),
});
