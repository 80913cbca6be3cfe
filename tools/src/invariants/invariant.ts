import type { SqlText } from '@marquee/shared/database';
import type { databaseNames } from '../launch/databases';

/** The databases that are looked at, by the name in the variable of their URL. */
export type InvariantDatabase = (typeof databaseNames)[number];

/** What holds whatever crashed and whoever raced, once everything has come to rest. */
export interface Invariant {
  /** The group of promises that it belongs to. */
  readonly id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9';
  readonly promise: string;
  readonly database: InvariantDatabase;
  /** Finds the rows that break it. */
  readonly violations: SqlText;
}

/** What two databases must say alike. */
export interface Agreement {
  readonly id: Invariant['id'];
  readonly promise: string;
  /** Each finds rows of a `key` and what it says of it. */
  readonly sides: readonly [Said, Said];
  /** Whether the second side may say more than the first; otherwise neither may. */
  readonly isOneWay?: boolean;
}

export interface Said {
  readonly database: InvariantDatabase;
  readonly says: SqlText;
}
