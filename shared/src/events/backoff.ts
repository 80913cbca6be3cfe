export interface Backoff {
  /** The wait after the first failure; it doubles with each further one. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/** How long to wait after that many failures in a row. Half of it is random, so that replicas do not come back at once. */
export function backoffMs({ firstMs, longestMs }: Backoff, failures: number, random = Math.random): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return ceilingMs / 2 + (random() * ceilingMs) / 2;
}
