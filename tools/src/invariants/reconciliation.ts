import type { SqlText } from '@marquee/shared/database';
import type { QueryResultRow } from 'pg';
import type { Invariant, InvariantDatabase } from './invariant';

/** What several databases must say of one thing, where saying it alike is not enough. */
export interface Reconciliation {
  readonly id: Invariant['id'];
  readonly promise: string;
  /** Every one that `violations` asks. */
  readonly databases: readonly InvariantDatabase[];
  readonly violations: (ask: AskNamed) => Promise<readonly object[]>;
}

/** Asks a database that is named. */
export type AskNamed = <Row extends QueryResultRow>(
  database: InvariantDatabase,
  text: SqlText,
  values?: readonly unknown[],
) => Promise<Row[]>;
