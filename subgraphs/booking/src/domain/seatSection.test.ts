import { sectionsOf } from './seatSection';

describe('the sections of a plan', () => {
  it('are each named part once a type of seat, in the order of the seats', () => {
    const seats = [
      { section: 'Stalls', type: 'STANDARD' },
      { section: null, type: 'STANDARD' },
      { section: 'Balcony', type: 'PREMIUM' },
      { section: 'Stalls', type: 'WHEELCHAIR' },
      { section: 'Stalls', type: 'STANDARD' },
    ] as const;
    expect(sectionsOf(seats)).toEqual([
      { name: 'Stalls', seatType: 'STANDARD' },
      { name: 'Balcony', seatType: 'PREMIUM' },
      { name: 'Stalls', seatType: 'WHEELCHAIR' },
    ]);
  });
});
