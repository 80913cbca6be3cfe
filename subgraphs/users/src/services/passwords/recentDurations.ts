const kept = 9;

/**
 * How long a task takes now: the lower quartile of the last nine. Guessed too short, somebody is refused later than
 * might have been; guessed too long, after one task that a busy machine held up, people are refused who had the time.
 */
export class RecentDurations {
  private readonly durations: number[] = [];

  add(durationMs: number): void {
    this.durations.push(durationMs);
    if (this.durations.length > kept) this.durations.shift();
  }

  /** 0 before the first: nothing is known to be slow. */
  typicalMs(): number {
    const sorted = [...this.durations].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 4)] ?? 0;
  }
}
