import { z } from 'zod';
import { roles } from '../../auth';
import { defineEvent } from '../contract';

/** Someone signed up. The aggregate is the user. No e-mail address: whoever needs one asks users for it. */
export const userCreatedV1 = defineEvent({
  type: 'user.created',
  version: 1,
  schema: z.object({
    userId: z.string(),
    username: z.string(),
    displayName: z.string(),
    role: z.enum(roles),
    locale: z.string(),
  }),
});
