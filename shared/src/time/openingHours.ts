import { instantOf, isoWeekdayOf, type LocalDate, localDateAt, plusDays } from './localTime';

/** Open from `opens` to `closes`, HH:MM on the place's clock; a close at or before the open is on the next day. */
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

/** Whether the instant lies inside a window; the moment of closing does not. */
export function isWithinOpeningHours(hours: OpeningHours, at: Date): boolean {
  // The evening before may last into this day.
  return spansOf(hours, at, -1, 0).some(({ from, until }) => from <= at.getTime() && at.getTime() < until);
}

/** When the window that the instant lies in closes, the last of several; null outside opening hours. */
export function closingAfter(hours: OpeningHours, at: Date): Date | null {
  const closings = spansOf(hours, at, -1, 0)
    .filter(({ from, until }) => from <= at.getTime() && at.getTime() < until)
    .map(({ until }) => until);
  return closings.length === 0 ? null : new Date(Math.max(...closings));
}

/** The first opening at or after the instant, null when there is no window at all. */
export function nextOpening(hours: OpeningHours, after: Date): Date | null {
  const openings = spansOf(hours, after, 0, 8)
    .map(({ from }) => from)
    .filter((from) => from >= after.getTime());
  return openings.length === 0 ? null : new Date(Math.min(...openings));
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

/** Over the repeated hour in autumn a place opens at its first showing and closes at its last. */
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
