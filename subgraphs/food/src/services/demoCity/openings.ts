import type { OpeningWindow } from '@marquee/shared/time';

/** The same hours on each day from one weekday to another; 1 is Monday. */
export function daysFrom(first: number, last: number, opens: string, closes: string): OpeningWindow[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ weekday: first + index, opens, closes }));
}

/** The same hours all week. */
export function dailyFrom(opens: string, closes: string): OpeningWindow[] {
  return daysFrom(1, 7, opens, closes);
}
