import type { SeatType } from '../../domain/seat';
import { type PlannedSeats, readSeatPlan } from '../../domain/seatPlan';

const kinds: Readonly<Record<string, { readonly type: SeatType; readonly section: string }>> = {
  '.': { type: 'STANDARD', section: 'Stalls' },
  p: { type: 'PREMIUM', section: 'Premium' },
  r: { type: 'RECLINER', section: 'Armchairs' },
  l: { type: 'LOVE_SEAT', section: 'For two' },
  w: { type: 'WHEELCHAIR', section: 'Stalls' },
  c: { type: 'COMPANION', section: 'Stalls' },
};

/** A plan from a drawing: rows A, B, ... from the screen to the back, seats numbered from the left, a blank is an aisle. */
export function drawPlan(rows: readonly string[]): PlannedSeats {
  const seats = rows.flatMap((drawing, rowIndex) => {
    const row = String.fromCharCode('A'.charCodeAt(0) + rowIndex);
    const places = drawing.split('').flatMap((sign, column) => {
      const kind = kinds[sign];
      return kind === undefined ? [] : [{ ...kind, x: 2 * (column + 1) }];
    });
    return places.map((place, index) => ({ ...place, row, number: index + 1, y: 2 * (rowIndex + 1) }));
  });
  const width = 2 * (Math.max(...rows.map(({ length }) => length)) + 1);
  return readSeatPlan({ width, height: 2 * (rows.length + 1), seats });
}
