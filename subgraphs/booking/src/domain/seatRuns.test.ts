import { neighborIdsOf, runsOf } from './seatRuns';

type Place = [id: string, row: string, number: number, x: number, y: number];

const seatsAt = (...places: Place[]) => places.map(([id, row, number, x, y]) => ({ id, row, number, x, y }));
const row = (name: string, y: number, ...xs: number[]) =>
  seatsAt(...xs.map((x, index): Place => [`${name}${index + 1}`, name, index + 1, x, y]));
const idsOf = (seats: readonly { id: string }[][]) => seats.map((run) => run.map(({ id }) => id));

describe('the runs of a row', () => {
  it.each<[string, number[], string[][]]>([
    ['seats at one distance', [2, 4, 6], [['A1', 'A2', 'A3']]],
    [
      'an aisle',
      [2, 4, 8, 10],
      [
        ['A1', 'A2'],
        ['A3', 'A4'],
      ],
    ],
    ['an aisle of one and a half distances is none', [2, 4, 7, 9], [['A1', 'A2', 'A3', 'A4']]],
    ['single seats, where most distances are aisles', [2, 6, 10, 12], [['A1'], ['A2'], ['A3', 'A4']]],
    ['two seats drawn at one place', [2, 2, 4, 8], [['A1', 'A2', 'A3'], ['A4']]],
    ['one seat', [5], [['A1']]],
  ])('are right with %s', (_, xs, runs) => {
    expect(idsOf(runsOf(row('A', 2, ...xs)))).toEqual(runs);
  });

  it('are measured by the row itself, as rows may have seats of different widths', () => {
    expect(idsOf(runsOf([...row('A', 2, 0, 2, 4), ...row('B', 4, 0, 4, 8)]))).toEqual([
      ['A1', 'A2', 'A3'],
      ['B1', 'B2', 'B3'],
    ]);
  });

  it('go from the screen to the back and from left to right, however the seats are listed', () => {
    const seats = [...row('B', 2, 0, 2, 6), ...row('A', 4, 0, 2)];
    const runs = [['B1', 'B2'], ['B3'], ['A1', 'A2']];
    expect(idsOf(runsOf(seats))).toEqual(runs);
    expect(idsOf(runsOf([...seats].reverse()))).toEqual(runs);
  });

  it('follow the places, and the numbers only where places are the same', () => {
    const seats = seatsAt(['a', 'A', 1, 4, 2], ['b', 'A', 3, 2, 2], ['c', 'A', 2, 2, 2]);
    expect(idsOf(runsOf(seats))).toEqual([['c', 'b', 'a']]);
  });

  it('hold a row that bends around the screen', () => {
    const seats = seatsAt(['a', 'A', 1, 0, 1], ['b', 'A', 2, 2, 3], ['c', 'A', 3, 4, 1], ['d', 'B', 1, 2, 2]);
    expect(idsOf(runsOf(seats))).toEqual([['a', 'b', 'c'], ['d']]);
  });
});

describe('the neighbours of a seat', () => {
  it('are the seats right beside it, not over an aisle nor in another row', () => {
    expect(Object.fromEntries(neighborIdsOf([...row('A', 2, 2, 4, 6, 10), ...row('B', 4, 2)]))).toEqual({
      A1: ['A2'],
      A2: ['A1', 'A3'],
      A3: ['A2'],
      A4: [],
      B1: [],
    });
  });
});
