import type { Logger } from '@marquee/shared/logging';
import { z } from 'zod';
import { leewayMs, maxTokenLifeMs } from './verifyToken';

/** Sessions whose tokens are refused although they have not expired. */
export interface Revocations {
  isRevoked(sessionId: string): boolean;
  onRevoked(listener: (sessionIds: readonly string[]) => void): () => void;
  /** Asks for what was revoked since the last time; keeps what it knows when that fails. */
  poll(): Promise<void>;
}

export interface RevocationsOptions {
  /** The owner's answer to: which sessions were revoked since then, in ms since 1970? */
  readonly fetchSince: (sinceMs: number) => Promise<string>;
  readonly now: () => number;
  readonly logger: Logger;
}

const revoked = z.object({
  now: z.number(),
  sessions: z.array(z.object({ id: z.string().min(1), revokedAt: z.number() })),
});

/** A revocation is stamped before its transaction is committed, so each question overlaps the one before. */
const overlapMs = 30_000;

/** Knows of none until the first `poll`; each is remembered until no token of it can be good any more. */
export function createRevocations({ fetchSince, now, logger }: RevocationsOptions): Revocations {
  const revokedUntilMs = new Map<string, number>();
  const listeners = new Set<(sessionIds: readonly string[]) => void>();
  let sinceMs = 0;

  function forgetEnded(): void {
    for (const [sessionId, untilMs] of revokedUntilMs) if (untilMs < now()) revokedUntilMs.delete(sessionId);
  }

  async function poll(): Promise<void> {
    try {
      const answer = revoked.parse(JSON.parse(await fetchSince(sinceMs)));
      sinceMs = Math.max(0, answer.now - overlapMs);
      const added = answer.sessions.map(({ id }) => id).filter((id) => !revokedUntilMs.has(id));
      for (const { id } of answer.sessions) revokedUntilMs.set(id, now() + maxTokenLifeMs + leewayMs);
      forgetEnded();
      if (added.length > 0) for (const listener of listeners) listener(added);
    } catch (error) {
      logger.warn({ err: error }, 'the revoked sessions could not be read');
    }
  }

  return {
    poll,
    isRevoked: (sessionId) => revokedUntilMs.has(sessionId),
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
