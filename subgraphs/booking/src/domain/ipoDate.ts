const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * The day that a feed names, as YYYY-MM-DD: ISO 8601, `Jul 3, 2030`, `3 July 2030`, or day and month in figures when
 * only one reading is a date. Null for everything else.
 */
export function readIpoDate(text: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const monthFirst = /^([A-Za-z]+)\.? (\d{1,2}),? (\d{4})$/.exec(text);
  if (monthFirst !== null) return dateOf(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  const dayFirst = /^(\d{1,2}) ([A-Za-z]+)\.?,? (\d{4})$/.exec(text);
  if (dayFirst !== null) return dateOf(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const figures = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return figures === null ? null : onlyReading(figures[3], figures[1], figures[2]);
}

/** Half of the world writes the day first, the other half the month: 03/04/2030 is two days. */
function onlyReading(year: string | undefined, one: string | undefined, other: string | undefined): string | null {
  const readings = new Set([dateOf(year, other, one), dateOf(year, one, other)]);
  readings.delete(null);
  const [only = null] = readings;
  return readings.size === 1 ? only : null;
}

function monthNumber(name = ''): string {
  const lower = name.toLowerCase().replace(/^sept$/, 'sep');
  return String(Math.max(months.indexOf(lower), fullMonths.indexOf(lower)) + 1);
}

/** Null for a day that is not in the calendar, or not in a century that a listing can be in. */
function dateOf(year = '', month = '', day = ''): string | null {
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(time);
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const isNear = Number(year) >= 1900 && Number(year) < 2200;
  return isReal && isNear ? date.toISOString().slice(0, 10) : null;
}
