import { labelOf } from './seat';
import { plainPlan, readSeatPlan, type SeatInput, type SeatPlanInput } from './seatPlan';
import { runsOf } from './seatRuns';

const c7: SeatInput = { row: 'C', number: 7, x: 4, y: 6 };
const planWith = (...seats: SeatInput[]): SeatPlanInput => ({ width: 20, height: 10, seats });
const placesOf = (input: SeatPlanInput) => readSeatPlan(input).seats.map((seat) => [labelOf(seat), seat.x, seat.y]);

describe('the plan of a theater that only gave its capacity', () => {
  it('has rows of twelve standard seats from A1 in front on the left', () => {
    const { seats } = plainPlan(25);
    expect(seats.map(labelOf)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `A${index + 1}`),
      ...Array.from({ length: 12 }, (_, index) => `B${index + 1}`),
      'C1',
    ]);
    expect(seats[0]).toEqual({ row: 'A', number: 1, type: 'STANDARD', section: null, x: 2, y: 2 });
    expect(seats[13]).toMatchObject({ row: 'B', number: 2, x: 4, y: 4 });
  });

  it.each([1, 5, 12, 13, 23, 700])('has its rows without an aisle in the middle, with a capacity of %d', (capacity) => {
    const { width, seats } = plainPlan(capacity);
    const runs = runsOf(seats.map((seat) => ({ ...seat, id: labelOf(seat) })));
    expect(runs).toHaveLength(Math.ceil(capacity / 12));
    expect(runs.map((run) => (run[0]?.x ?? 0) + (run.at(-1)?.x ?? 0))).toEqual(runs.map(() => width));
  });

  it.each([
    [312, 'Z'],
    [313, 'AA'],
    [624, 'AZ'],
    [625, 'BA'],
    [700, 'BG'],
  ])('has as the last row of %d seats row %s', (capacity, row) => {
    expect(plainPlan(capacity).seats.at(-1)?.row).toBe(row);
  });

  it.each([1, 100, 700])('could have been drawn by hand, with a capacity of %d', (capacity) => {
    expect(readSeatPlan(plainPlan(capacity))).toEqual(plainPlan(capacity));
  });

  it.each([0, -1, 701, 1.5, Number.NaN])('is refused for a capacity of %d', (capacity) => {
    expect(() => plainPlan(capacity)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'capacity'] }),
    );
  });
});

describe('a plan', () => {
  it('is read as it will be stored', () => {
    expect(readSeatPlan(planWith({ ...c7, row: ' c ', section: ' Stalls ' }))).toEqual({
      width: 20,
      height: 10,
      seats: [{ row: 'C', number: 7, type: 'STANDARD', section: 'Stalls', x: 4, y: 6 }],
    });
  });

  it('keeps the type, and takes a blank section for none', () => {
    expect(readSeatPlan(planWith({ ...c7, type: 'RECLINER', section: ' ' })).seats).toEqual([
      expect.objectContaining({ type: 'RECLINER', section: null }),
    ]);
  });

  it('may have rows in any script', () => {
    const rows = ['a\u0308', 'я', '7'].map((row, index) => ({ ...c7, row, y: index }));
    expect(readSeatPlan(planWith(...rows)).seats.map(({ row }) => row)).toEqual(['Ä', 'Я', '7']);
  });

  it('may use every corner', () => {
    expect(placesOf(planWith({ ...c7, x: 0, y: 0 }, { ...c7, number: 8, x: 20, y: 10 }))).toEqual([
      ['C7', 0, 0],
      ['C8', 20, 10],
    ]);
  });

  it('spreads seats without places evenly, rows by their names', () => {
    const seats = ['AA', 'B', 'A'].flatMap((row) => [1, 2, 3].map((number) => ({ row, number })));
    expect(placesOf({ width: 8, height: 8, seats })).toEqual([
      ['AA1', 2, 6],
      ['AA2', 4, 6],
      ['AA3', 6, 6],
      ['B1', 2, 4],
      ['B2', 4, 4],
      ['B3', 6, 4],
      ['A1', 2, 2],
      ['A2', 4, 2],
      ['A3', 6, 2],
    ]);
  });

  it('leaves the room of a number that is not there', () => {
    expect(
      placesOf({ width: 12, height: 2, seats: [1, 2, 5].map((number) => ({ row: 'A', number, y: null })) }),
    ).toEqual([
      ['A1', 2, 1],
      ['A2', 4, 1],
      ['A5', 10, 1],
    ]);
  });

  it('has rows 2 and 10 in the order of numbers', () => {
    expect(placesOf({ width: 4, height: 3, seats: ['10', '2'].map((row) => ({ row, number: 1 })) })).toEqual([
      ['101', 2, 2],
      ['21', 2, 1],
    ]);
  });

  it('may be just large enough for the places that follow from names', () => {
    const seats = Array.from({ length: 30 }, (_, index) => ({ row: 'A', number: index + 1 }));
    expect(placesOf({ width: 30, height: 1, seats }).at(-1)).toEqual(['A30', 30, 1]);
  });

  it.each<[string, SeatPlanInput, (string | number)[]]>([
    ['no width', { ...planWith(c7), width: 0 }, ['width']],
    ['1001 units of width', { ...planWith(c7), width: 1001 }, ['width']],
    ['no height', { ...planWith(c7), height: 0 }, ['height']],
    ['half a unit of height', { ...planWith(c7), height: 9.5 }, ['height']],
    ['no seat', planWith(), ['seats']],
    ['701 seats', planWith(...Array.from({ length: 701 }, () => c7)), ['seats']],
    ['a row without a name', planWith(c7, { ...c7, row: ' ' }), ['seats', '1', 'row']],
    ['a row of four letters', planWith({ ...c7, row: 'ABCD' }), ['seats', '0', 'row']],
    ['a row with a sign', planWith({ ...c7, row: 'A-' }), ['seats', '0', 'row']],
    ['a row of 10 kB', planWith({ ...c7, row: 'A'.repeat(10_000) }), ['seats', '0', 'row']],
    ['a seat 0', planWith({ ...c7, number: 0 }), ['seats', '0', 'number']],
    ['a seat 1000', planWith({ ...c7, number: 1000 }), ['seats', '0', 'number']],
    ['a section of 41 letters', planWith({ ...c7, section: 'x'.repeat(41) }), ['seats', '0', 'section']],
    ['a section with NUL', planWith({ ...c7, section: 'a\u0000' }), ['seats', '0', 'section']],
    ['a seat left of it', planWith({ ...c7, x: -1 }), ['seats', '0', 'x']],
    ['a seat right of it', planWith({ ...c7, x: 21 }), ['seats', '0', 'x']],
    ['a seat before the screen', planWith({ ...c7, y: -1 }), ['seats', '0', 'y']],
    ['a seat behind it', planWith({ ...c7, y: 11 }), ['seats', '0', 'y']],
    ['two seats of one name', planWith(c7, { ...c7, row: 'c', x: 5 }), ['seats', '1', 'number']],
    [
      'two seats that read alike',
      planWith({ row: 'A', number: 11 }, { row: 'A1', number: 1 }),
      ['seats', '1', 'number'],
    ],
    ['two seats in one place', planWith(c7, { ...c7, number: 8 }), ['seats', '1', 'x']],
    ['a number that it is too narrow for', planWith(c7, { row: 'C', number: 21 }), ['seats', '1', 'x']],
  ])('is refused with %s', (_, input, path) => {
    expect(() => readSeatPlan(input)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', ...path] }),
    );
  });

  it('says which seat is there twice, and what to do', () => {
    expect(() => readSeatPlan(planWith(c7, { ...c7, x: 5 }))).toThrow('There is a seat C7 already');
    expect(() => readSeatPlan(planWith(c7, { ...c7, number: 8 }))).toThrow('give C8 a place of its own');
  });
});
