import { isAccessiblePlace, type PlanSeat } from './seat';
import { runsOf } from './seatRuns';

/** Neighbouring seats and what of them can be sold now. */
export interface SellableRun {
  readonly seats: readonly PlanSeat[];
  /** Counted from the screen; rows with consecutive numbers are right behind each other. */
  readonly rowIndex: number;
  readonly isFree: readonly boolean[];
  /** Free for anybody: not kept for a wheelchair, and no half of a pair whose other half is gone. */
  readonly isOpen: readonly boolean[];
  /** Free, but half of a pair whose other half is gone. */
  readonly isHalf: readonly boolean[];
  /** Whether this seat and the next one are the two of a love seat that is free. */
  readonly startsPair: readonly boolean[];
}

/** Seats of one run that lie next to each other, both ends included. */
export interface Stretch {
  readonly run: SellableRun;
  readonly from: number;
  readonly to: number;
}

/** The runs of a plan with what can be sold of them; `isFree` is asked once a seat. */
export function sellableRuns(seats: readonly PlanSeat[], isFree: (seatId: string) => boolean): SellableRun[] {
  let rowIndex = -1;
  let row: string | undefined;
  return runsOf(seats).map((run) => {
    if (run[0]?.row !== row) rowIndex += 1;
    row = run[0]?.row;
    return sellableRun(run, rowIndex, isFree);
  });
}

/** The longest stretches of seats that all pass. */
export function stretchesOf(run: SellableRun, passes: (run: SellableRun, index: number) => boolean): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (let index = 0; index <= run.seats.length; index += 1) {
    if (index < run.seats.length && passes(run, index)) continue;
    if (index > from) stretches.push({ run, from, to: index - 1 });
    from = index + 1;
  }
  return stretches;
}

/** Every way to sit that many people next to each other in the stretch without parting a pair. */
export function windowsOf({ run, from, to }: Stretch, size: number): Stretch[] {
  const windows: Stretch[] = [];
  for (let first = from; first + size - 1 <= to; first += 1) {
    const window = { run, from: first, to: first + size - 1 };
    if (!partsPair(window)) windows.push(window);
  }
  return windows;
}

/** Whether selling these seats leaves a lone free seat beside them that had a free neighbour before. */
export function leavesOrphan({ run: { isOpen }, from, to }: Stretch): boolean {
  const isLoneOnLeft = isOpen[from] && isOpen[from - 1] && !isOpen[from - 2];
  const isLoneOnRight = isOpen[to] && isOpen[to + 1] && !isOpen[to + 2];
  return Boolean(isLoneOnLeft || isLoneOnRight);
}

export const sizeOf = ({ from, to }: Stretch): number => to - from + 1;

export function seatsOf({ run, from, to }: Stretch): readonly PlanSeat[] {
  return run.seats.slice(from, to + 1);
}

/** The x in the middle of the seats, in plan units. */
export function middleOf({ run, from, to }: Stretch): number {
  return ((run.seats[from]?.x ?? 0) + (run.seats[to]?.x ?? 0)) / 2;
}

function sellableRun(
  seats: readonly PlanSeat[],
  rowIndex: number,
  isFreeSeat: (seatId: string) => boolean,
): SellableRun {
  const pairs = pairStarts(seats);
  const isFree = seats.map(({ id, isBlocked }) => !isBlocked && isFreeSeat(id));
  const startsPair = pairs.map((isStart, index) => Boolean(isStart && isFree[index] && isFree[index + 1]));
  const isHalf = isFree.map((free, index) => {
    const isHalfGone = (pairs[index] && !isFree[index + 1]) || (pairs[index - 1] && !isFree[index - 1]);
    return Boolean(free && isHalfGone);
  });
  const isOpen = seats.map((seat, index) => Boolean(isFree[index] && !isHalf[index] && !isAccessiblePlace(seat)));
  return { seats, rowIndex, isFree, isOpen, isHalf, startsPair };
}

/** Love seats are counted off in twos from the left; an odd one at the end is a seat like any other. */
function pairStarts(seats: readonly PlanSeat[]): boolean[] {
  const starts: boolean[] = [];
  for (const [index, { type }] of seats.entries()) {
    starts.push(type === 'LOVE_SEAT' && seats[index + 1]?.type === 'LOVE_SEAT' && !starts[index - 1]);
  }
  return starts;
}

function partsPair({ run: { startsPair }, from, to }: Stretch): boolean {
  return Boolean(startsPair[from - 1] || startsPair[to]);
}
