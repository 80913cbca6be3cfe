import { placeOf } from './seatPlace';

const seat = (row: string, x: number, y: number) => ({ row, x, y });
const plan = [seat('A', 2, 2), seat('A', 6, 2), seat('A', 4, 2), seat('B', 3, 5)];

describe('the place of a new seat', () => {
  it('is the one that is given', () => {
    expect(placeOf({ row: 'A', x: 0, y: 1000 }, plan)).toEqual({ x: 0, y: 1000 });
  });

  it('is at the right end of its row, as far from the last as these are from each other', () => {
    expect(placeOf({ row: 'A' }, plan)).toEqual({ x: 8, y: 2 });
  });

  it('keeps the distance of the plan next to a single seat', () => {
    expect(placeOf({ row: 'B' }, plan)).toEqual({ x: 4, y: 5 });
  });

  it('is in a row behind all others when it is the first of its row', () => {
    expect(placeOf({ row: 'C', x: null, y: null }, plan)).toEqual({ x: 2, y: 8 });
  });

  it('is in the corner of a plan without seats', () => {
    expect(placeOf({ row: 'A' }, [])).toEqual({ x: 1, y: 1 });
  });

  it.each([
    ['half of a place', { row: 'A', y: 1 }, 'x'],
    ['the other half', { row: 'A', x: 1, y: null }, 'y'],
    ['a place left of the plan', { row: 'A', x: -1, y: 1 }, 'x'],
    ['a place behind any plan', { row: 'A', x: 1, y: 1001 }, 'y'],
  ])('cannot be %s', (_name, wanted, path) => {
    expect(() => placeOf(wanted, plan)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', path] }),
    );
  });

  it('is none where the row has come to the end of any plan', () => {
    expect(() => placeOf({ row: 'A' }, [seat('A', 1000, 1)])).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'x'] }),
    );
  });
});
