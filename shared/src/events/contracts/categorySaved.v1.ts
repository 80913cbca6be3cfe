import { z } from 'zod';
import { defineEvent } from '../contract';

/** A category was made, or is called or stands otherwise than before. The aggregate is the category. */
export const categorySavedV1 = defineEvent({
  type: 'category.saved',
  version: 1,
  schema: z.object({
    categoryId: z.string(),
    slug: z.string(),
    name: z.string(),
    parentId: z.string().nullable(),
  }),
});
