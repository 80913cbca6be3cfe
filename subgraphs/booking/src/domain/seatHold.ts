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
  /** A hold and three more that came to nothing... */
  mostIdleHolds: 4,
  /** ...within this time... */
  idleWithinMs: 60 * minuteMs,
  /** ...are followed by a pause. */
  coolDownMs: 10 * minuteMs,
} as const;

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
  /** When each of the holds ended that came to nothing. */
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
  const refusal = whyNotHold(history, seatCount, now);
  if (refusal !== null) throw new HoldLimit(refusal, path);
}

/** Whether `checkMayHold` does nothing. */
export function mayHold(history: HoldHistory, seatCount: number, now: Date): boolean {
  return whyNotHold(history, seatCount, now) === null;
}

function whyNotHold(history: HoldHistory, seatCount: number, now: Date): string | null {
  const { mostSeats, mostIdleHolds, idleWithinMs, coolDownMs } = holdRules;
  if (history.seatCount + seatCount > mostSeats) return `You can have at most ${mostSeats} seats of a showing.`;
  const recent = history.idleEnds.filter((end) => end.getTime() > now.getTime() - idleWithinMs);
  const mayAgainAt = Math.max(0, ...recent.map((end) => end.getTime())) + coolDownMs;
  if (recent.length < mostIdleHolds || mayAgainAt <= now.getTime()) return null;
  return `You have let ${recent.length} holds of this showing go. Try again at ${new Date(mayAgainAt).toISOString()}.`;
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
    throw new HoldLimit(`You can have at most ${holdRules.mostSeats} seats of a showing.`, path);
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
