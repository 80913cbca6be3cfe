import { instantOf, type LocalDate, localDateAt, plusDays } from '@marquee/shared/time';

/** One beginning on one screen; which film it is, by its place in the list of films. */
export interface DemoSlot {
  /** The same whenever it is made: the day and the time on the theater's clock. */
  readonly key: string;
  readonly startsAt: Date;
  readonly movieIndex: number;
}

/** Minutes past midnight on the theater's clock; the last film of a day begins when the day ends. */
const beginnings = [10 * 60 + 30, 13 * 60 + 45, 17 * 60, 20 * 60 + 15, 23 * 60 + 30];
/** So that the last of them lies two weeks ahead in the middle of the last night, too. */
const daysAhead = 15;

/**
 * What a screen shows from today on for two weeks; beginnings that have passed are left out. The same day and time
 * always has the same film, so a later start adds days and changes none.
 */
export function demoSlots(screenIndex: number, movieCount: number, timeZone: string, now: Date): DemoSlot[] {
  const today = localDateAt(now, timeZone);
  const days = Array.from({ length: daysAhead + 1 }, (_, ahead) => plusDays(today, ahead));
  return days.flatMap((day) =>
    beginnings
      .map((minutes, index) => ({
        key: `${nameOf(day)} ${minutes}`,
        startsAt: instantOf(day, minutes, timeZone, 'first'),
        movieIndex: (dayNumber(day) * 3 + screenIndex * 2 + index) % movieCount,
      }))
      .filter(({ startsAt }) => startsAt > now),
  );
}

const nameOf = ({ year, month, day }: LocalDate) => `${year}-${month}-${day}`;
const dayNumber = ({ year, month, day }: LocalDate) => Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
