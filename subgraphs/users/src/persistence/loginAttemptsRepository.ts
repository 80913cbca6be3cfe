import type { EntityManager } from 'typeorm';

/** A place in the window of attempts, taken before the password is checked. */
export interface AttemptClaim {
  readonly subject: string;
  readonly at: Date;
}

export interface LoginAttemptsRepository {
  /**
   * Counts one attempt unless `limit` of them lie after `windowStart`. One statement, so attempts in parallel cannot
   * pass the limit together.
   */
  claim(claim: AttemptClaim, windowStart: Date, limit: number): Promise<boolean>;
  /** Takes one counted attempt back: it was no failure. */
  giveBack(claim: AttemptClaim): Promise<void>;
  /** The oldest attempt that still counts: when it leaves the window, a place is free. */
  oldestSince(subject: string, windowStart: Date): Promise<Date | null>;
  deleteBefore(windowStart: Date): Promise<void>;
}

/** The attempts of the known row that still lie in the window. */
const recent = 'array(select at from unnest(known.attempted_at) as at where at > $3)';

const claimSql = `
  insert into login_attempt as known (subject, attempted_at) values ($1, array[$2::timestamptz])
  on conflict (subject) do update set attempted_at = ${recent} || $2::timestamptz
    where cardinality(${recent}) < $4
  returning 1`;

/** Two attempts may share a millisecond, so exactly one entry goes. */
const giveBackSql = `
  update login_attempt
  set attempted_at = attempted_at[:array_position(attempted_at, $2::timestamptz) - 1]
                  || attempted_at[array_position(attempted_at, $2::timestamptz) + 1:]
  where subject = $1 and $2::timestamptz = any(attempted_at)`;

const oldestSql = `
  select min(at) as oldest from login_attempt, unnest(attempted_at) as at where subject = $1 and at > $2`;

const deleteSql = `
  delete from login_attempt where not exists (select from unnest(attempted_at) as at where at > $1)`;

export function loginAttemptsRepository(manager: EntityManager): LoginAttemptsRepository {
  return {
    async claim({ subject, at }, windowStart, limit) {
      const rows: unknown[] = await manager.query(claimSql, [subject, at, windowStart, limit]);
      return rows.length === 1;
    },
    async giveBack({ subject, at }) {
      await manager.query(giveBackSql, [subject, at]);
    },
    async oldestSince(subject, windowStart) {
      const [row]: { oldest: Date | null }[] = await manager.query(oldestSql, [subject, windowStart]);
      return row?.oldest ?? null;
    },
    async deleteBefore(windowStart) {
      await manager.query(deleteSql, [windowStart]);
    },
  };
}
