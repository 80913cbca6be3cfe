import type { FacetCounts } from './searchEngine';

/** Of each field. */
export const mostBuckets = 20;

/** The counts by field, the kinds first, then by name; in each the most frequent values first. */
export function facetsOf(
  counts: readonly { readonly field: string; readonly value: string; readonly count: number }[],
): FacetCounts[] {
  const fields = [...new Set(counts.map(({ field }) => field))].sort(byField);
  return fields.map((field) => ({
    field,
    buckets: counts
      .filter((counted) => counted.field === field)
      .map(({ value, count }) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, mostBuckets),
  }));
}

function byField(a: string, b: string): number {
  if (a === 'kind' || b === 'kind') return a === 'kind' ? -1 : 1;
  return a < b ? -1 : 1;
}
