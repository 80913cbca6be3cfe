import type { ListenSession } from '../listenSession';

/** Whether this process is the one that works for a group. */
export interface Leadership {
  /** Asks the database only while the answer is no, and at most once in `retryMs`. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

const lockKey = 'hashtextextended($1, 0)';

/**
 * A lock of the listening session: it falls to another replica when this process, or its connection, ends. It spares
 * double work and no more: a process that wakes up late and still believes it leads is harmless, because each handler
 * claims each event in turn (see `consumer.ts`).
 */
export function seekLeadership(session: ListenSession, group: string, retryMs: number): Leadership {
  const name = `bus.group.${group}`;
  let leadsOn: number | null = null;
  let nextTryAt = 0;

  return {
    async isHeld() {
      const { connectionId } = session;
      if (connectionId === null) return false;
      if (leadsOn === connectionId) return true;
      if (performance.now() < nextTryAt) return false;
      nextTryAt = performance.now() + retryMs;
      const [lock] = await session.query<{ isOurs: boolean }>(`select pg_try_advisory_lock(${lockKey}) as "isOurs"`, [
        name,
      ]);
      leadsOn = lock?.isOurs ? connectionId : null;
      return leadsOn !== null;
    },
    async release() {
      if (leadsOn === null || leadsOn !== session.connectionId) return;
      leadsOn = null;
      await session.query(`select pg_advisory_unlock(${lockKey})`, [name]);
    },
  };
}
