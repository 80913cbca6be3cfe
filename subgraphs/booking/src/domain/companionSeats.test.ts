import { checkCompanions } from './companionSeats';
import type { SeatType } from './seat';

const seat = (type: SeatType, row: string, number: number) => ({ type, row, number });

describe('a companion seat', () => {
  it.each([
    ['with the wheelchair space of its row', [seat('COMPANION', 'A', 2), seat('WHEELCHAIR', 'A', 1)]],
    ['with two of its kind', [seat('COMPANION', 'A', 2), seat('WHEELCHAIR', 'A', 3), seat('COMPANION', 'A', 4)]],
  ])('is sold %s', (_case, chosen) => {
    expect(() => checkCompanions(chosen, ['seats'])).not.toThrow();
  });

  it.each([
    ['alone', [seat('COMPANION', 'A', 2)]],
    ['with a standard seat', [seat('STANDARD', 'A', 1), seat('COMPANION', 'A', 2)]],
    ['with the wheelchair space of another row', [seat('COMPANION', 'A', 2), seat('WHEELCHAIR', 'B', 1)]],
  ])('is not sold %s', (_case, chosen) => {
    expect(() => checkCompanions(chosen, ['seats'])).toThrow(
      expect.objectContaining({
        code: 'VALIDATION',
        inputPath: ['seats'],
        message: 'A2 is sold together with a wheelchair space of its row.',
      }),
    );
  });
});

it('says nothing of a wheelchair space by itself', () => {
  expect(() => checkCompanions([seat('WHEELCHAIR', 'A', 1)], ['seats'])).not.toThrow();
});
