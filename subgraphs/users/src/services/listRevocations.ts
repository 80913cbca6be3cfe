import { sessionsRepository } from '../persistence/sessionsRepository';
import type { Services } from './services';

export interface Revocations {
  /** To be asked with next time; ms since 1970. */
  readonly now: number;
  readonly sessions: readonly { readonly id: string; readonly revokedAt: number }[];
}

/** A revocation gets its time before it commits, and clocks differ: each answer reaches back over the last question. */
const overlapMs = 30_000;

/** Sessions that were revoked since then and of which an access token may still be about. */
export async function listRevocations(services: Services, sinceMs: number): Promise<Revocations> {
  const now = services.now().getTime();
  const oldestToken = now - services.accessTokenSeconds * 1000;
  const since = new Date(Math.max(sinceMs, oldestToken) - overlapMs);
  const revoked = await sessionsRepository(services.database.manager).revokedSince(since);
  return {
    now,
    sessions: revoked.map(({ id, revokedAt }) => ({ id, revokedAt: (revokedAt ?? since).getTime() })),
  };
}
