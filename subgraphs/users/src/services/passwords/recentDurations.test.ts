import { RecentDurations } from './recentDurations';

describe('how long a task takes', () => {
  const after = (...durations: number[]) => {
    const recent = new RecentDurations();
    for (const duration of durations) recent.add(duration);
    return recent.typicalMs();
  };

  it('is taken for nothing before the first one', () => {
    expect(after()).toBe(0);
  });

  it('is not told by the few that were held up, nor by the one that was not', () => {
    expect(after(900, 300, 30_000)).toBe(300);
    expect(after(1, 300, 310, 320, 900)).toBe(300);
  });

  it('follows a machine that becomes slow, and sooner one that recovers', () => {
    expect(after(...Array(9).fill(300), ...Array(7).fill(600))).toBe(600);
    expect(after(...Array(9).fill(600), ...Array(3).fill(300))).toBe(300);
  });
});
