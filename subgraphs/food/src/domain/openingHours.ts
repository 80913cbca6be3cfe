import { InvalidInput } from '@marquee/shared/errors';
import { instantOf, isoWeekdayOf, isTimeZone, type LocalDate, localDateAt, plusDays } from '@marquee/shared/time';

/** Open from `opens` to `closes`, HH:MM on the restaurant's clock; a close at or before the open is on the next day. */
export interface OpeningWindow {
  /** ISO: 1 is Monday. */
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

export interface OpeningHours {
  readonly openingHours: readonly OpeningWindow[];
  readonly timeZone: string;
}

interface Span {
  readonly from: number;
  readonly until: number;
}

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const mostWindows = 50;

/** Whether the instant lies inside a window; the moment of closing does not. */
export function isWithinOpeningHours(hours: OpeningHours, at: Date): boolean {
  // The evening before may last into this day.
  return spansOf(hours, at, -1, 0).some(({ from, until }) => from <= at.getTime() && at.getTime() < until);
}

/** The first opening at or after the instant, null when there is no window at all. */
export function nextOpening(hours: OpeningHours, after: Date): Date | null {
  const openings = spansOf(hours, after, 0, 8)
    .map(({ from }) => from)
    .filter((from) => from >= after.getTime());
  return openings.length === 0 ? null : new Date(Math.min(...openings));
}

/** @throws InvalidInput for a weekday, a time, a number of windows or a zone that cannot be. */
export function checkOpeningHours({ openingHours, timeZone }: OpeningHours): void {
  if (!isTimeZone(timeZone)) {
    throw new InvalidInput('This must be an IANA time zone such as Europe/Dublin.', ['input', 'timeZone']);
  }
  if (openingHours.length > mostWindows) {
    throw new InvalidInput(`There can be at most ${mostWindows} windows.`, ['input', 'openingHours']);
  }
  openingHours.forEach((window, index) => checkWindow(window, ['input', 'openingHours', index]));
}

function checkWindow({ weekday, opens, closes }: OpeningWindow, path: readonly (string | number)[]): void {
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) {
    throw new InvalidInput('The weekday must be from 1 (Monday) to 7 (Sunday).', [...path, 'weekday']);
  }
  for (const [name, time] of Object.entries({ opens, closes })) {
    if (!clockTime.test(time)) throw new InvalidInput('The time must be HH:MM, 00:00 to 23:59.', [...path, name]);
  }
}

/** The spans that begin on the days from `firstDay` to `lastDay`, counted from the local day of the instant. */
function spansOf({ openingHours, timeZone }: OpeningHours, around: Date, firstDay: number, lastDay: number): Span[] {
  const today = localDateAt(around, timeZone);
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => plusDays(today, firstDay + index));
  return days.flatMap((day) => {
    const weekday = isoWeekdayOf(day);
    return openingHours.filter((window) => window.weekday === weekday).map((window) => spanOn(day, window, timeZone));
  });
}

/** Over the repeated hour in autumn a restaurant opens at its first showing and closes at its last. */
function spanOn(day: LocalDate, { opens, closes }: OpeningWindow, timeZone: string): Span {
  const opensAt = minutesOf(opens);
  const closesAt = minutesOf(closes);
  const closingDay = closesAt <= opensAt ? plusDays(day, 1) : day;
  return {
    from: instantOf(day, opensAt, timeZone, 'first').getTime(),
    until: instantOf(closingDay, closesAt, timeZone, 'last').getTime(),
  };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
