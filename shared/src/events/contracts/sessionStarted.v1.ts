import { z } from 'zod';
import { defineEvent } from '../contract';

/** Someone signed in on a device. The aggregate is the session. */
export const sessionStartedV1 = defineEvent({
  type: 'session.started',
  version: 1,
  schema: z.object({
    sessionId: z.string(),
    userId: z.string(),
    /** When it ends unless it is refreshed before. */
    expiresAt: z.iso.datetime(),
  }),
});
