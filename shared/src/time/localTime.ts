/** A day on a calendar, without a time zone. */
export interface LocalDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it is the name of an IANA time zone, such as Europe/Dublin. */
export function isTimeZone(name: string): boolean {
  // Newer Node versions also take offsets such as +01:00, which know no daylight saving.
  if (!/^[A-Za-z][\w+\-/]{1,63}$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day that it is at that instant in that zone. */
export function localDateAt(instant: Date, timeZone: string): LocalDate {
  const local = new Date(instant.getTime() + offsetMsAt(instant.getTime(), timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** The date `days` later (or earlier, when negative). */
export function plusDays({ year, month, day }: LocalDate, days: number): LocalDate {
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** 1 is Monday, 7 is Sunday. */
export function isoWeekdayOf({ year, month, day }: LocalDate): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/**
 * The instant at which clocks in the zone show `minutes` past midnight of that date. When they show it twice (the hour
 * repeated in autumn) `pick` decides; when they never do (the hour skipped in spring) it is that much after the skip.
 */
export function instantOf(date: LocalDate, minutes: number, timeZone: string, pick: 'first' | 'last'): Date {
  const asIfUtc = Date.UTC(date.year, date.month - 1, date.day, 0, minutes);
  // The offset before any nearby change of the clocks, and the one after it; the same on nearly every day.
  const before = offsetMsAt(asIfUtc - dayMs, timeZone);
  const after = offsetMsAt(asIfUtc + dayMs, timeZone);
  const fitting = [before, after].filter((offset) => offsetMsAt(asIfUtc - offset, timeZone) === offset);
  const instants = (fitting.length > 0 ? fitting : [before]).map((offset) => asIfUtc - offset);
  return new Date(pick === 'first' ? Math.min(...instants) : Math.max(...instants));
}

/** How far the zone's clocks are ahead of UTC at that instant. */
function offsetMsAt(instantMs: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instantMs);
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.find(({ type }) => type === name)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instantMs / 1000) * 1000;
}

/** Kept, because making a format costs a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
