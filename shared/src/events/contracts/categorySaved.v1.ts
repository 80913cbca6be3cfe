import { z } from 'zod';
import { defineEvent } from '../contract';

/**
 * A category was made, is called or stands otherwise than before, or is told again with its items. Of two, the
 * one with the later `occurredAt` holds, which is the time of the catalog's database. The aggregate is the category.
 */
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
