import { z } from 'zod';
import { defineEvent } from '../contract';

/** A session ended before its time: access tokens of it are refused from now on. The aggregate is the session. */
export const sessionRevokedV1 = defineEvent({
  type: 'session.revoked',
  version: 1,
  schema: z.object({
    sessionId: z.string(),
    userId: z.string(),
    /** When the session would have ended by itself; the revocation need not be remembered longer. */
    expiresAt: z.iso.datetime(),
  }),
});
