import type { PlanSeat, SeatType } from '../../src/domain/seat';

const typeOf: Record<string, SeatType> = {
  '.': 'STANDARD',
  x: 'STANDARD',
  b: 'STANDARD',
  p: 'PREMIUM',
  l: 'LOVE_SEAT',
  w: 'WHEELCHAIR',
  c: 'COMPANION',
};

/** A plan as it is drawn: the seats, what of them is free, and a drawing of a choice of them. */
export interface AsciiPlan {
  readonly seats: readonly PlanSeat[];
  readonly geometry: { readonly width: number; readonly height: number };
  readonly isFree: (seatId: string) => boolean;
  /** The plan with `#` for the chosen seats. */
  readonly draw: (seatIds: readonly string[]) => string[];
}

/**
 * A plan with the screen above the first line: `.` free, `x` taken, `b` blocked, a blank is an aisle, and `p`remium,
 * `l`ove seat, `w`heelchair, `c`ompanion, which are taken as capital letters. Seats are named for their row and column: A1.
 */
export function asciiPlan(lines: readonly string[]): AsciiPlan {
  const taken = new Set<string>();
  const seats = lines.flatMap((line, rowIndex) =>
    Array.from(line).flatMap((sign, column): PlanSeat[] => {
      if (sign === ' ') return [];
      const seat = seatAt(sign, rowIndex, column);
      if (sign === 'x' || sign !== sign.toLowerCase()) taken.add(seat.id);
      return [seat];
    }),
  );
  return {
    seats,
    geometry: { width: 2 * Math.max(...lines.map(({ length }) => length)), height: 2 * lines.length + 2 },
    isFree: (seatId) => !taken.has(seatId),
    draw: (seatIds) =>
      lines.map((line, rowIndex) =>
        Array.from(line, (sign, column) => (seatIds.includes(idAt(rowIndex, column)) ? '#' : sign)).join(''),
      ),
  };
}

function seatAt(sign: string, rowIndex: number, column: number): PlanSeat {
  const type = typeOf[sign.toLowerCase()];
  if (!type) throw new Error(`No seat is drawn as ${sign}.`);
  return {
    id: idAt(rowIndex, column),
    row: rowAt(rowIndex),
    number: column + 1,
    type,
    section: null,
    x: 2 * column + 1,
    y: 2 * rowIndex + 2,
    isBlocked: sign === 'b',
  };
}

const rowAt = (rowIndex: number): string => String.fromCharCode(65 + rowIndex);
const idAt = (rowIndex: number, column: number): string => `${rowAt(rowIndex)}${column + 1}`;
