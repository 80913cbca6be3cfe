import { z } from 'zod';
import { roles } from '../../auth';
import { defineEvent } from '../contract';

/** A user's record changed. `changed` names members of the GraphQL type `User`; the rest is their state afterwards. */
export const userUpdatedV1 = defineEvent({
  type: 'user.updated',
  version: 1,
  schema: z.object({
    userId: z.string(),
    changed: z.array(z.string()).min(1),
    username: z.string(),
    displayName: z.string(),
    role: z.enum(roles),
    locale: z.string(),
    isActive: z.boolean(),
  }),
});
