import { InvalidInput, InvalidTransition } from '@marquee/shared/errors';
import { HoldLimit } from './errors';

export const holdStates = ['ACTIVE', 'EXTENDED', 'CONVERTED', 'RELEASED', 'EXPIRED'] as const;
export type HoldState = (typeof holdStates)[number];

const minuteMs = 60_000;

/** The promises of SECURITY S7: what keeps one customer from hoarding what others want. */
export const holdRules = {
  durationMs: 10 * minuteMs,
  extensions: 2,
  /** Of one showing, held and booked together. */
  mostSeats: 8,
  /** A hold, or an unpaid booking, and three more that came to nothing... */
  mostIdleHolds: 4,
  /** ...within this time... */
  idleWithinMs: 60 * minuteMs,
  /** ...are followed by a pause. */
  coolDownMs: 10 * minuteMs,
} as const;

const tooMany = `You can have at most ${holdRules.mostSeats} seats of a showing.`;
const tooManyIdle = `You have let seats of this showing go ${holdRules.mostIdleHolds} times.`;

export interface SeatHold {
  readonly id: string;
  readonly showingId: string;
  readonly userId: string;
  readonly state: HoldState;
  readonly expiresAt: Date;
  readonly extensionsLeft: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a customer has had of a showing so far. */
export interface HoldHistory {
  /** Held and booked. */
  readonly seatCount: number;
  /** When each of the holds and unpaid bookings ended that came to nothing. */
  readonly idleEnds: readonly Date[];
}

/** Whether the hold still keeps its seats, by its state alone: the clock may have gone past it. */
export function isLive({ state }: Pick<SeatHold, 'state'>): boolean {
  return state === 'ACTIVE' || state === 'EXTENDED';
}

/** The state that a reader sees: what has run out is expired, whether or not anybody has noticed. */
export function stateAt(hold: Pick<SeatHold, 'state' | 'expiresAt'>, now: Date): HoldState {
  return isLive(hold) && hold.expiresAt <= now ? 'EXPIRED' : hold.state;
}

/** Does nothing for a customer who may have that many more seats. @throws HoldLimit */
export function checkMayHold(history: HoldHistory, seatCount: number, now: Date, path: readonly string[]): void {
  checkSeatCount(history, seatCount, path);
  const until = pausedUntil(history, now);
  if (until !== null) {
    throw new HoldLimit(`${tooManyIdle} Try again at ${until.toISOString()}.`, path);
  }
}

/** Does nothing when that many more seats are not too many, pause or no pause. @throws HoldLimit */
export function checkSeatCount(
  history: Pick<HoldHistory, 'seatCount'>,
  seatCount: number,
  path: readonly string[],
): void {
  if (isTooMany(history, seatCount)) throw new HoldLimit(tooMany, path);
}

/** Whether the customer has so many seats that these would be too many. */
export function isTooMany(history: Pick<HoldHistory, 'seatCount'>, seatCount: number): boolean {
  return history.seatCount + seatCount > holdRules.mostSeats;
}

/** When somebody may hold again who let too many holds go; null for who may now. */
export function pausedUntil({ idleEnds }: Pick<HoldHistory, 'idleEnds'>, now: Date): Date | null {
  const { mostIdleHolds, idleWithinMs, coolDownMs } = holdRules;
  const latestFirst = idleEnds.map((end) => end.getTime()).sort((a, b) => b - a);
  const [latest, first] = [latestFirst[0], latestFirst[mostIdleHolds - 1]];
  if (latest === undefined || first === undefined) return null;
  // Over with the pause, or earlier when the first of so many was an hour ago.
  const until = Math.min(latest + coolDownMs, first + idleWithinMs);
  return until <= now.getTime() ? null : new Date(until);
}

/** The same hold with its full time again. @throws InvalidInput when that was done often enough | InvalidTransition */
export function extendHold(hold: SeatHold, now: Date): SeatHold {
  if (!isLive(hold)) throw notFrom(hold, 'EXTENDED');
  if (hold.extensionsLeft === 0) throw new HoldLimit('This hold cannot be extended again.', ['id']);
  return {
    ...moved(hold, 'EXTENDED', now),
    expiresAt: new Date(now.getTime() + holdRules.durationMs),
    extensionsLeft: hold.extensionsLeft - 1,
  };
}

/** The hold without its seats, as it ends. @throws InvalidTransition for one that is over */
export function endHold(hold: SeatHold, state: 'CONVERTED' | 'RELEASED' | 'EXPIRED', now: Date): SeatHold {
  if (!isLive(hold)) throw notFrom(hold, state);
  return moved(hold, state, now);
}

/** How many seats a request names. @throws InvalidInput for none, more than anybody may have, or one twice */
export function checkSeatChoice(seatIds: readonly string[], path: readonly string[]): void {
  if (seatIds.length === 0) throw new InvalidInput('Name at least one seat.', path);
  if (seatIds.length > holdRules.mostSeats) {
    throw new HoldLimit(tooMany, path);
  }
  if (new Set(seatIds).size < seatIds.length) throw new InvalidInput('A seat is named twice.', path);
}

/** @throws InvalidInput for a party of none, or of more than anybody may have seats */
export function checkPartySize(partySize: number, path: readonly string[]): void {
  if (Number.isInteger(partySize) && partySize >= 1 && partySize <= holdRules.mostSeats) return;
  throw new InvalidInput(`The size of a party is from 1 to ${holdRules.mostSeats}.`, path);
}

function moved(hold: SeatHold, state: HoldState, now: Date): SeatHold {
  return { ...hold, state, version: hold.version + 1, updatedAt: now };
}

function notFrom(hold: SeatHold, to: HoldState): InvalidTransition {
  return new InvalidTransition('A hold', { from: hold.state, to, allowed: [] }, ['id']);
}
