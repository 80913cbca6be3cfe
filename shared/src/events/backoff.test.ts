import { backoffMs } from './backoff';

const backoff = { firstMs: 100, longestMs: 5_000 };

describe('backing off', () => {
  it('doubles the wait with each failure, up to the longest', () => {
    const longest = () => 1;
    expect([1, 2, 3, 6, 7, 5_000].map((failures) => backoffMs(backoff, failures, longest))).toEqual([
      100, 200, 400, 3_200, 5_000, 5_000,
    ]);
  });

  it('leaves half of it to chance', () => {
    expect([0, 0.5, 1].map((chance) => backoffMs(backoff, 2, () => chance))).toEqual([100, 150, 200]);
  });
});
