import { InvalidInput, InvalidTransition } from '@marquee/shared/errors';
import { ShowingClosed } from './errors';

/** What the cinema has decided; time adds the rest, see `statusAt`. */
export type ShowingSale = 'SCHEDULED' | 'ON_SALE' | 'SALES_CLOSED' | 'CANCELLED';

export const showingStatuses = ['SCHEDULED', 'ON_SALE', 'SALES_CLOSED', 'FINISHED', 'CANCELLED'] as const;
export type ShowingStatus = (typeof showingStatuses)[number];

export interface ShowingTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly salesCloseAt: Date;
}

export interface ShowingState extends ShowingTimes {
  readonly sale: ShowingSale;
}

const minuteMs = 60_000;
const yearMs = 366 * 24 * 60 * minuteMs;
/** What can be said by `showingUpdate`. */
const settable: readonly ShowingSale[] = ['SCHEDULED', 'ON_SALE', 'SALES_CLOSED'];

/** The status at that moment. The moment of the end is past it, as the moment of closing is. */
export function statusAt({ sale, endsAt, salesCloseAt }: ShowingState, now: Date): ShowingStatus {
  if (sale === 'CANCELLED') return 'CANCELLED';
  if (endsAt <= now) return 'FINISHED';
  return sale === 'ON_SALE' && salesCloseAt <= now ? 'SALES_CLOSED' : sale;
}

/** Does nothing while seats are sold. @throws ShowingClosed that says why they are not */
export function checkOnSale(showing: ShowingState, now: Date, path: readonly string[]): void {
  const status = statusAt(showing, now);
  switch (status) {
    case 'ON_SALE':
      return;
    case 'SCHEDULED':
      throw new ShowingClosed('The sale for this showing has not begun.', path);
    case 'SALES_CLOSED':
      throw new ShowingClosed('The sale for this showing is over.', path);
    case 'FINISHED':
      throw new ShowingClosed('This showing is over.', path);
    case 'CANCELLED':
      throw new ShowingClosed('This showing was cancelled.', path);
    default:
      throw new TypeError(`no such status: ${String(status satisfies never)}`);
  }
}

/** Does nothing while people may still come in. @throws ShowingClosed after the end, or when it was cancelled */
export function checkNotOver(showing: ShowingState, now: Date, path: readonly string[]): void {
  const status = statusAt(showing, now);
  if (status === 'FINISHED' || status === 'CANCELLED') checkOnSale(showing, now, path);
}

/**
 * When a showing is, from its beginning and the length of the film; the sale closes at the beginning unless it is said
 * otherwise. @throws InvalidInput for a beginning that is past or years away, or a sale that closes after the end
 */
export function scheduleShowing(
  { startsAt, salesCloseAt }: { readonly startsAt: Date; readonly salesCloseAt?: Date | null | undefined },
  durationMinutes: number,
  now: Date,
): ShowingTimes {
  if (startsAt <= now) throw new InvalidInput('A showing must begin in the future.', ['input', 'startsAt']);
  if (startsAt.getTime() > now.getTime() + 2 * yearMs) {
    throw new InvalidInput('A showing must begin within two years.', ['input', 'startsAt']);
  }
  const endsAt = new Date(startsAt.getTime() + durationMinutes * minuteMs);
  const closes = salesCloseAt ?? startsAt;
  if (closes > endsAt) {
    throw new InvalidInput('The sale must close before the showing ends.', ['input', 'salesCloseAt']);
  }
  return { startsAt, endsAt, salesCloseAt: closes };
}

/** Does nothing while there is time to sell. @throws InvalidInput for a sale that would be over as it opens */
export function checkSaleAhead({ salesCloseAt }: Pick<ShowingTimes, 'salesCloseAt'>, now: Date): void {
  if (salesCloseAt > now) return;
  throw new InvalidInput('The sale would be over at once: let it close in the future.', ['input', 'salesCloseAt']);
}

/** What the sale becomes. @throws InvalidTransition for what only time or `showingCancel` can do, or after the end */
export function setSale(showing: ShowingState, to: ShowingStatus, now: Date): ShowingSale {
  const from = statusAt(showing, now);
  const isOver = from === 'CANCELLED' || from === 'FINISHED';
  const allowed = isOver ? [] : settable.filter((sale) => sale !== showing.sale);
  const wanted = settable.find((sale) => sale === to);
  if (isOver || wanted === undefined) throw new InvalidTransition('A showing', { from, to, allowed });
  return wanted;
}
