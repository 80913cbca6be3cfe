import { InvalidInput } from '@marquee/shared/errors';
import { isTimeZone, type OpeningHours, type OpeningWindow } from '@marquee/shared/time';

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const mostWindows = 50;

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
