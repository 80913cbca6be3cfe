import type { AccessRow } from './access';
import { bookingMutationRows } from './booking/bookingMutationRows';
import { bookingNestedRows } from './booking/bookingNestedRows';
import { bookingQueryRows } from './booking/bookingQueryRows';
import { bookingReferenceRows } from './booking/bookingReferenceRows';
import { bookingSubscriptionRows } from './booking/bookingSubscriptionRows';
import { cinemaMutationRows } from './booking/cinemaMutationRows';
import { catalogMutationRows } from './catalog/catalogMutationRows';
import { catalogNestedRows } from './catalog/catalogNestedRows';
import { catalogQueryRows } from './catalog/catalogQueryRows';
import { catalogReferenceRows } from './catalog/catalogReferenceRows';
import { catalogSubscriptionRows } from './catalog/catalogSubscriptionRows';
import { mutationRows } from './mutationRows';
import { nestedRows } from './nestedRows';
import { orderMutationRows } from './orders/orderMutationRows';
import { orderNestedRows } from './orders/orderNestedRows';
import { orderQueryRows } from './orders/orderQueryRows';
import { orderReferenceRows } from './orders/orderReferenceRows';
import { orderSubscriptionRows } from './orders/orderSubscriptionRows';
import { paymentChangeRows } from './payments/paymentChangeRows';
import { paymentReadRows, paymentReferenceRows } from './payments/paymentReadRows';
import { platformRows } from './platformRows';
import { queryRows } from './queryRows';
import { referenceRows } from './referenceRows';
import { subscriptionRows } from './subscriptionRows';

/** Every way there is to something. Reading comes first: what mutations leave behind is in nobody's way then. */
export const accessRows: readonly AccessRow[] = [
  ...queryRows,
  ...bookingQueryRows,
  ...catalogQueryRows,
  ...orderQueryRows,
  ...nestedRows,
  ...bookingNestedRows,
  ...catalogNestedRows,
  ...orderNestedRows,
  ...referenceRows,
  ...bookingReferenceRows,
  ...catalogReferenceRows,
  ...paymentReadRows,
  ...paymentReferenceRows,
  ...orderReferenceRows,
  ...platformRows,
  ...subscriptionRows,
  ...bookingSubscriptionRows,
  ...catalogSubscriptionRows,
  ...paymentChangeRows,
  ...orderSubscriptionRows,
  ...mutationRows,
  ...bookingMutationRows,
  ...cinemaMutationRows,
  ...catalogMutationRows,
  ...orderMutationRows,
];

/** What the rows leave out, and what they cover that is not there: a sentence each. */
export function checkAccessRows(paths: readonly string[], rows: readonly AccessRow[] = accessRows): string[] {
  const covered = new Set(rows.flatMap((row) => row.paths));
  const missing = paths.filter((path) => !covered.has(path));
  const stale = [...covered].filter((path) => !paths.includes(path));
  return [
    ...missing.map((path) => `${path} has no row: add one to ${rowsOf(path)} that says what each party gets there.`),
    ...stale.map((path) => `There is no ${path} any more: remove it from ${rowsOf(path)}.`),
  ];
}

function rowsOf(path: string): string {
  const [root = ''] = path.split(/[ .]/);
  const kinds: Readonly<Record<string, string>> = {
    Query: 'query',
    Mutation: 'mutation',
    Subscription: 'subscription',
    _entities: 'reference',
  };
  return `the ${kinds[root] ?? 'nested'} rows under e2e/support/access`;
}
