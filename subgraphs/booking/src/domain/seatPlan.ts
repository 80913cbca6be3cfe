import { InvalidInput } from '@marquee/shared/errors';
import { type InputPath, optionalText } from '@marquee/shared/text';
import { labelOf, type PlanSeat, type SeatType } from './seat';

/** A seat as it is planned, before it has an id. */
export type PlannedSeat = Pick<PlanSeat, 'row' | 'number' | 'type' | 'section' | 'x' | 'y'>;

/** Where the seats of a screen stand; sizes and places in plan units, see `PlanSeat`. */
export interface PlannedSeats {
  readonly width: number;
  readonly height: number;
  readonly seats: readonly PlannedSeat[];
}

export interface SeatInput {
  readonly row: string;
  readonly number: number;
  /** STANDARD when left out, as the schema says. */
  readonly type?: SeatType | undefined;
  readonly section?: string | null | undefined;
  /** Follows from the number when left out. */
  readonly x?: number | null | undefined;
  /** Follows from the row when left out. */
  readonly y?: number | null | undefined;
}

export interface SeatPlanInput {
  readonly width: number;
  readonly height: number;
  readonly seats: readonly SeatInput[];
}

type NumberedSeat = Omit<SeatInput, 'type' | 'section'> & Pick<PlannedSeat, 'type' | 'section'>;

const mostUnits = 1000;
/** Of one screen: with all that can be said of a seat, a plan of so many still fits into a request of 100 kB. */
export const mostSeats = 700;
const mostNumber = 999;
const longestSection = 40;
const rowName = /^[\p{L}\p{N}]{1,3}$/u;

const seatsInRow = 12;
// Two units a seat, so that a last row of an odd number can stand in the middle.
const unitsApart = 2;
const letters = 26;

/**
 * That many standard seats in rows of twelve, A1 in front on the left, without an aisle; the last row is centred.
 * @throws InvalidInput unless it is a number of seats that a screen can have
 */
export function plainPlan(capacity: number): PlannedSeats {
  if (!isWholeIn(capacity, 1, mostSeats)) {
    throw new InvalidInput(`The capacity must be from 1 to ${mostSeats}.`, ['input', 'capacity']);
  }
  const rows = Math.ceil(capacity / seatsInRow);
  const seats = Array.from({ length: capacity }, (_, index): PlannedSeat => {
    const rowIndex = Math.floor(index / seatsInRow);
    const column = index % seatsInRow;
    const missing = seatsInRow - Math.min(seatsInRow, capacity - rowIndex * seatsInRow);
    return {
      row: letteredRow(rowIndex),
      number: column + 1,
      type: 'STANDARD',
      section: null,
      x: (column + 1) * unitsApart + (missing * unitsApart) / 2,
      y: (rowIndex + 1) * unitsApart,
    };
  });
  // As much room beside and behind the outer seats as between any two.
  return { width: (seatsInRow + 1) * unitsApart, height: (rows + 1) * unitsApart, seats };
}

/**
 * The plan as it will be stored: rows trimmed and in capitals, every seat with its place. A place that is left out
 * follows from the row (A before B before AA, 2 before 10) and the number, spread evenly over the plan.
 * @throws InvalidInput for what cannot be, and for two seats of one label or in one place
 */
export function readSeatPlan({ width, height, seats }: SeatPlanInput): PlannedSeats {
  checkUnits(width, 'width');
  checkUnits(height, 'height');
  if (!isWholeIn(seats.length, 1, mostSeats)) {
    throw new InvalidInput(`Give the plan from 1 to ${mostSeats} seats.`, ['input', 'seats']);
  }
  const numbered = seats.map((seat, index) => readSeat(seat, ['input', 'seats', index]));
  checkNamesDiffer(numbered);
  const placed = placeSeats(numbered, { width, height });
  checkPlacesDiffer(placed);
  return { width, height, seats: placed };
}

function checkUnits(units: number, name: 'width' | 'height'): void {
  if (isWholeIn(units, 1, mostUnits)) return;
  throw new InvalidInput(`The ${name} must be from 1 to ${mostUnits} plan units.`, ['input', name]);
}

/** A seat with its row trimmed and in capitals, still without a place. @throws InvalidInput */
export function readSeat(seat: SeatInput, path: InputPath): NumberedSeat {
  const row = seat.row.trim().toUpperCase().normalize('NFC');
  if (!rowName.test(row)) throw new InvalidInput('Name the row with 1 to 3 letters or digits.', [...path, 'row']);
  if (!isWholeIn(seat.number, 1, mostNumber)) {
    throw new InvalidInput(`Number the seat from 1 to ${mostNumber}.`, [...path, 'number']);
  }
  const section = optionalText(seat.section, [...path, 'section'], { max: longestSection, label: 'The section' });
  return { ...seat, row, type: seat.type ?? 'STANDARD', section };
}

/** By what the ticket says: row A with 11 and row A1 with 1 are both A11, and two people would look for one seat. */
function checkNamesDiffer(seats: readonly NumberedSeat[]): void {
  const second = secondOf(seats.map(labelOf));
  const seat = seats[second];
  if (!seat) return;
  throw new InvalidInput(
    `There is a seat ${labelOf(seat)} already; row and number together must read like no other seat's.`,
    ['input', 'seats', second, 'number'],
  );
}

function checkPlacesDiffer(seats: readonly PlannedSeat[]): void {
  const second = secondOf(seats.map(({ x, y }) => `${x} ${y}`));
  const seat = seats[second];
  if (!seat) return;
  throw new InvalidInput(`Another seat stands at ${seat.x}, ${seat.y}; give ${labelOf(seat)} a place of its own.`, [
    'input',
    'seats',
    second,
    'x',
  ]);
}

/** The index of the first key that was there before, -1 when all differ. */
function secondOf(keys: readonly string[]): number {
  const seen = new Set<string>();
  return keys.findIndex((key) => seen.size === seen.add(key).size);
}

function placeSeats(seats: readonly NumberedSeat[], { width, height }: Omit<SeatPlanInput, 'seats'>): PlannedSeat[] {
  const columns = Math.max(...seats.map(({ number }) => number));
  const rows = [...new Set(seats.map(({ row }) => row))].sort(compareRows);
  const rowNumbers = new Map(rows.map((row, index) => [row, index + 1]));
  return seats.map(({ row, number, type, section, x, y }, index) => {
    const path = ['input', 'seats', index];
    return {
      row,
      number,
      type,
      section,
      x: placeIn(x ?? spread(number, columns, width), width, { name: 'x', of: 'width', path }),
      y: placeIn(y ?? spread(rowNumbers.get(row) ?? 1, rows.length, height), height, { name: 'y', of: 'height', path }),
    };
  });
}

function placeIn(
  place: number,
  size: number,
  { name, of, path }: { name: string; of: string; path: InputPath },
): number {
  if (isWholeIn(place, 0, size)) return place;
  throw new InvalidInput(`Give ${name} from 0 to the ${of} of the plan, which is ${size}.`, [...path, name]);
}

/** The place of one of `count` things at even distances in the middle of the size; beyond it when they do not fit. */
function spread(position: number, count: number, size: number): number {
  const distance = Math.max(1, Math.floor(size / (count + 1)));
  const before = Math.max(0, Math.floor((size - distance * (count + 1)) / 2));
  return before + distance * position;
}

/** Shorter names first, so that AA comes after Z and 10 after 9. */
function compareRows(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** A to Z, then AA to AZ, BA and so on. */
function letteredRow(rowIndex: number): string {
  const last = String.fromCharCode(65 + (rowIndex % letters));
  return rowIndex < letters ? last : letteredRow(Math.floor(rowIndex / letters) - 1) + last;
}

function isWholeIn(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
