import type { AccessRow } from './access';
import { mutationRows } from './mutationRows';
import { nestedRows } from './nestedRows';
import { queryRows } from './queryRows';
import { referenceRows } from './referenceRows';
import { subscriptionRows } from './subscriptionRows';

/** Every way there is to something. Reading comes first: what mutations leave behind is in nobody's way then. */
export const accessRows: readonly AccessRow[] = [
  ...queryRows,
  ...nestedRows,
  ...referenceRows,
  ...subscriptionRows,
  ...mutationRows,
];

/** What the rows leave out, and what they cover that is not there: a sentence each. */
export function checkAccessRows(paths: readonly string[], rows: readonly AccessRow[] = accessRows): string[] {
  const covered = new Set(rows.flatMap((row) => row.paths));
  const missing = paths.filter((path) => !covered.has(path));
  const stale = [...covered].filter((path) => !paths.includes(path));
  return [
    ...missing.map((path) => `${path} has no row: add one to ${fileOf(path)} that says what each party gets there.`),
    ...stale.map((path) => `There is no ${path} any more: remove it from ${fileOf(path)}.`),
  ];
}

function fileOf(path: string): string {
  const [root = ''] = path.split(/[ .]/);
  const files: Readonly<Record<string, string>> = {
    Query: 'queryRows.ts',
    Mutation: 'mutationRows.ts',
    Subscription: 'subscriptionRows.ts',
    _entities: 'referenceRows.ts',
  };
  return `e2e/support/access/${files[root] ?? 'nestedRows.ts'}`;
}
