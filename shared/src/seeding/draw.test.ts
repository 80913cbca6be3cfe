import { drawFor } from './index';

describe('what is drawn for a thing', () => {
  it('is the same each time, and another for the next thing', () => {
    const numbers = (nth: number) => Array.from({ length: 5 }, drawFor(nth).random);
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(8)).not.toEqual(numbers(7));
  });

  it('spreads evenly over things that follow each other', () => {
    const thrown = Array.from({ length: 6000 }, (_, nth) => drawFor(nth).whole(1, 6));
    const counts = [1, 2, 3, 4, 5, 6].map((eyes) => thrown.filter((each) => each === eyes).length);
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });

  it('takes each of some choices once', () => {
    expect(drawFor(1).someOf(['a', 'b', 'c'], 5).sort()).toEqual(['a', 'b', 'c']);
    expect(new Set(drawFor(2).someOf(['a', 'b', 'c'], 2)).size).toBe(2);
  });
});
