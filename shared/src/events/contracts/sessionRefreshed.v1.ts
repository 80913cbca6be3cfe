import { z } from 'zod';
import { defineEvent } from '../contract';

/** A session got new tokens and stays open longer. The aggregate is the session. */
export const sessionRefreshedV1 = defineEvent({
  type: 'session.refreshed',
  version: 1,
  schema: z.object({
    sessionId: z.string(),
    userId: z.string(),
    /** When it ends unless it is refreshed again before. */
    expiresAt: z.iso.datetime(),
  }),
});
