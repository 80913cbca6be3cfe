import { isAccessiblePlace, labelOf, seatTypes } from './seat';

describe('a seat', () => {
  it('is called by its row and its number', () => {
    expect(labelOf({ row: 'C', number: 7 })).toBe('C7');
    expect(labelOf({ row: 'AA', number: 12 })).toBe('AA12');
  });

  it('is kept for a wheelchair or its companion by its type', () => {
    expect(seatTypes.filter((type) => isAccessiblePlace({ type }))).toEqual(['WHEELCHAIR', 'COMPANION']);
  });
});
