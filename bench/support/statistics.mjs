/**
 * The value below which that share of the samples lies.
 * @param {readonly number[]} samples
 * @param {number} share from 0 to 1
 */
export function percentile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (samples) => percentile(samples, 0.5);

/** One decimal where it says something. */
export const rounded = (value) => (Math.abs(value) < 100 ? value.toFixed(1) : value.toFixed(0));
