import { InvalidInput } from '@marquee/shared/errors';
import { checkSaleAhead, type ShowingTimes, scheduleShowing } from './showing';

const minuteMs = 60_000;

/**
 * When a showing is after a change. Another beginning takes the end along, and the close of the sale unless that is given
 * as well, though never into the past; what is left out stays.
 * @throws InvalidInput for times that cannot be, see `scheduleShowing`, or another close that is past
 */
export function rescheduleShowing(
  current: ShowingTimes,
  changes: { readonly startsAt?: Date | null | undefined; readonly salesCloseAt?: Date | null | undefined },
  now: Date,
): ShowingTimes {
  const { startsAt, salesCloseAt } = changes;
  const isAnotherClose = salesCloseAt != null && salesCloseAt.getTime() !== current.salesCloseAt.getTime();
  if (isAnotherClose) checkSaleAhead({ salesCloseAt }, now);
  if (startsAt == null) {
    const { startsAt: stays, endsAt } = current;
    return { startsAt: stays, endsAt, salesCloseAt: readClose(salesCloseAt ?? current.salesCloseAt, current) };
  }
  const laterMs = startsAt.getTime() - current.startsAt.getTime();
  const movedClose = new Date(Math.max(current.salesCloseAt.getTime() + laterMs, earliestClose(current, now)));
  const durationMinutes = (current.endsAt.getTime() - current.startsAt.getTime()) / minuteMs;
  return scheduleShowing({ startsAt, salesCloseAt: salesCloseAt ?? movedClose }, durationMinutes, now);
}

/** A sale that is moved is over now at the earliest, and one that was over then stays so. */
function earliestClose({ salesCloseAt }: ShowingTimes, now: Date): number {
  return Math.min(salesCloseAt.getTime(), now.getTime());
}

/** One that is running may still be sold, so its beginning is not looked at. */
function readClose(salesCloseAt: Date, { endsAt }: ShowingTimes): Date {
  if (salesCloseAt <= endsAt) return salesCloseAt;
  throw new InvalidInput('The sale must close before the showing ends.', ['input', 'salesCloseAt']);
}
