import type { PlanSeat } from './seat';

type PlacedSeat = Pick<PlanSeat, 'id' | 'row' | 'number' | 'x' | 'y'>;

const widestGapOfNeighbors = 1.5;

/**
 * The seats of each row that nothing but a normal gap parts, from left to right; rows from the screen to the back.
 * The result does not depend on the order of the seats.
 */
export function runsOf<S extends PlacedSeat>(seats: readonly S[]): S[][] {
  return rowsOf(seats).flatMap(cutAtAisles);
}

/** The ids of the seats right beside each seat, left before right: two, or fewer at an aisle or a wall. */
export function neighborIdsOf(seats: readonly PlacedSeat[]): Map<string, readonly string[]> {
  return new Map(
    runsOf(seats).flatMap((run) =>
      run.map(({ id }, index) => [id, idsOf([run[index - 1], run[index + 1]])] as [string, readonly string[]]),
    ),
  );
}

function rowsOf<S extends PlacedSeat>(seats: readonly S[]): S[][] {
  const rows = new Map<string, S[]>();
  for (const seat of seats) {
    const row = rows.get(seat.row);
    if (row) row.push(seat);
    else rows.set(seat.row, [seat]);
  }
  return [...rows.values()]
    .map((row) => ({ row: row.sort((a, b) => a.x - b.x || a.number - b.number), y: frontOf(row) }))
    .sort((a, b) => a.y - b.y || (nameOf(a.row) < nameOf(b.row) ? -1 : 1))
    .map(({ row }) => row);
}

function cutAtAisles<S extends PlacedSeat>(row: readonly S[]): S[][] {
  const widest = widestGapOfNeighbors * usualDistance(row);
  const runs: S[][] = [];
  let last: S | undefined;
  for (const seat of row) {
    if (last && seat.x - last.x <= widest) runs.at(-1)?.push(seat);
    else runs.push([seat]);
    last = seat;
  }
  return runs;
}

/**
 * The smallest distance of the row, not the median: in a row of single seats most distances are aisles, and to call an
 * aisle a gap would seat a party apart, while the opposite only offers less. Seats at one x have no distance.
 */
function usualDistance(row: readonly PlacedSeat[]): number {
  const distances = row.slice(1).map(({ x }, index) => x - (row[index]?.x ?? x));
  return Math.min(...distances.filter((distance) => distance > 0));
}

const frontOf = (row: readonly PlacedSeat[]): number => Math.min(...row.map(({ y }) => y));
const nameOf = (row: readonly PlacedSeat[]): string => row[0]?.row ?? '';
const idsOf = (seats: readonly (PlacedSeat | undefined)[]): string[] =>
  seats.flatMap((seat) => (seat ? [seat.id] : []));
