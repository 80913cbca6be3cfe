import { planChange } from './planChange';
import type { PlannedSeat } from './seatPlan';

const seat = (row: string, number: number, given: Partial<PlannedSeat> = {}): PlannedSeat => ({
  row,
  number,
  type: 'STANDARD',
  section: null,
  x: number,
  y: 1,
  ...given,
});
const known = (id: string, planned: PlannedSeat) => ({ id, ...planned });
const current = [known('one', seat('A', 1)), known('two', seat('A', 2)), known('three', seat('A', 3))];

describe('another plan', () => {
  it('changes nothing when it is the same', () => {
    expect(planChange(current, [seat('A', 1), seat('A', 2), seat('A', 3)])).toEqual({
      gone: [],
      moved: [],
      retyped: [],
      added: [],
    });
  });

  it('lets seats go, moves those of the same row and number, and adds the rest', () => {
    const moved = seat('A', 2, { x: 9 });
    const added = seat('B', 1);
    expect(planChange(current, [seat('A', 1), moved, added])).toEqual({
      gone: ['three'],
      moved: [known('two', moved)],
      retyped: [],
      added: [added],
    });
  });

  it('says which seats get another type, and moves them for another section too', () => {
    const premium = seat('A', 1, { type: 'PREMIUM' });
    const stalls = seat('A', 2, { section: 'Stalls' });
    expect(planChange(current, [premium, stalls, seat('A', 3)])).toEqual({
      gone: [],
      moved: [known('one', premium), known('two', stalls)],
      retyped: ['one'],
      added: [],
    });
  });

  it('tells row A with 11 from row A1 with 1', () => {
    const [before, after] = [seat('A', 11), seat('A1', 1)];
    expect(planChange([known('one', before)], [after])).toMatchObject({ gone: ['one'], added: [after] });
  });
});
