import { InvalidInput } from '@marquee/shared/errors';
import type { PlannedSeat, SeatInput } from './seatPlan';

type PlacedSeat = Pick<PlannedSeat, 'row' | 'x' | 'y'>;

/** In plan units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const farthest = 1000;

/**
 * Where a new seat goes: to the given place, or by itself to the right end of its row, or into a row of its own behind
 * all others. Seats keep the distance that there is already. @throws InvalidInput for half of a place, or one outside
 */
export function placeOf({ row, x, y }: Pick<SeatInput, 'row' | 'x' | 'y'>, seats: readonly PlacedSeat[]): Place {
  if ((x == null) !== (y == null)) {
    throw new InvalidInput('Give both x and y, or neither.', ['input', x == null ? 'x' : 'y']);
  }
  const place = x == null || y == null ? nextPlace(row, seats) : { x, y };
  for (const axis of ['x', 'y'] as const) {
    if (place[axis] >= 0 && place[axis] <= farthest) continue;
    throw new InvalidInput(`A place is from 0 to ${farthest}.`, ['input', axis]);
  }
  return place;
}

function nextPlace(row: string, seats: readonly PlacedSeat[]): Place {
  const rowSeats = seats.filter((seat) => seat.row === row);
  const [last] = rowSeats.toSorted((a, b) => b.x - a.x);
  if (last !== undefined) {
    const xs = rowSeats.length > 1 ? rowSeats.map(({ x }) => x) : seats.map(({ x }) => x);
    return { x: last.x + smallestDistance(xs), y: last.y };
  }
  if (seats.length === 0) return { x: 1, y: 1 };
  const ys = seats.map(({ y }) => y);
  return { x: Math.min(...seats.map(({ x }) => x)), y: Math.max(...ys) + smallestDistance(ys) };
}

/** 1 where there is none. */
function smallestDistance(values: readonly number[]): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const distances = sorted.slice(1).map((value, index) => value - (sorted[index] ?? value));
  return distances.length === 0 ? 1 : Math.min(...distances);
}
