import { seededRandom } from '@marquee/shared/seeding';
import { allocate } from './allocate';

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

describe('splitting an amount', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [3, 3, 4], [2, 1, 2]],
    [0, [10, 20], [0, 0]],
    [0, [], []],
    [30, [10, 20], [10, 20]],
    [7, [0, 14], [0, 7]],
  ])('%i over %j is %j', (amount, weights, shares) => {
    expect(allocate(amount, weights)).toEqual(shares);
  });

  it('gives the whole of it, to nobody more than their weight, however large', () => {
    const random = seededRandom(20_300_703);
    for (let round = 0; round < 500; round += 1) {
      const weights = Array.from({ length: 1 + Math.floor(random() * 20) }, () =>
        Math.floor(random() * 50_000_000_000),
      );
      const amount = Math.floor(random() * (sumOf(weights) + 1));
      const shares = allocate(amount, weights);
      expect(sumOf(shares)).toBe(amount);
      shares.forEach((share, index) => {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(weights[index] ?? 0);
      });
    }
  });
});
