import { z } from 'zod';
import { defineEvent } from '../contract';

/** What can be found is to be told anew: whoever owns things of these kinds sends them again. */
export const searchReindexRequestedV1 = defineEvent({
  type: 'search.reindex.requested',
  version: 1,
  schema: z.object({ kinds: z.array(z.string()) }),
});
