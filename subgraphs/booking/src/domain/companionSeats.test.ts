import { asciiPlan } from '../../test/support/asciiPlan';
import { bestSeats } from './bestSeats';
import { accompany, checkCompanions } from './companionSeats';

/** Asks for the named seats of a drawn plan, see `asciiPlan`. */
const choosing = (lines: readonly string[], chosen: readonly string[], had: readonly string[] = []) => {
  const seats = accompany(asciiPlan(lines).seats);
  const named = (labels: readonly string[]) => seats.filter(({ id }) => labels.includes(id));
  return () => checkCompanions(named(chosen), ['seats'], named(had));
};

describe('a companion seat', () => {
  it.each<[string, string[], string[], string[]]>([
    ['with the wheelchair space beside it', ['wc..'], ['A1', 'A2'], []],
    ['with another of the same space', ['.cwc.'], ['A2', 'A3', 'A4'], []],
    ['with another of the same space that sits in a row', ['wcc.'], ['A1', 'A2', 'A3'], []],
    ['with either of two spaces that share it', ['wcw.'], ['A2', 'A3'], []],
    ['with a space that the customer has already', ['wc..'], ['A2'], ['A1']],
    ['with any space of its row when it is beside none', ['w..c'], ['A1', 'A4'], []],
  ])('is sold %s', (_case, lines, chosen, had) => {
    expect(choosing(lines, chosen, had)).not.toThrow();
  });

  it.each<[string, string[], string[], string]>([
    ['alone', ['wc..'], ['A2'], 'A2'],
    ['with a standard seat', ['wc..'], ['A2', 'A3'], 'A2'],
    ['with the wheelchair space of another row', ['wc..', 'w...'], ['A2', 'B1'], 'A2'],
    ['with a wheelchair space at the other end of its row', ['wc..cw'], ['A1', 'A2', 'A5'], 'A5'],
    ['with a wheelchair space that another one parts from it', ['wccw'], ['A1', 'A2', 'A3'], 'A3'],
  ])('is not sold %s', (_case, lines, chosen, refused) => {
    expect(choosing(lines, chosen)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION',
        inputPath: ['seats'],
        message: `${refused} is sold together with its wheelchair space.`,
      }),
    );
  });

  it('is sold as it is offered', () => {
    const plans = [['.cwc..'], ['wccw..'], ['wcwc..'], ['..wcc.', 'cw....'], ['WcwccW', '......'], ['wCc.cw']];
    for (const lines of plans) {
      const { seats, geometry, isFree } = asciiPlan(lines);
      for (const partySize of [1, 2, 3, 4, 5, 6]) {
        const blocks = bestSeats(seats, geometry, isFree, { partySize, accessible: true, limit: 10 });
        for (const { seatIds } of blocks) expect(choosing(lines, seatIds)).not.toThrow();
      }
    }
  });
});

it('says nothing of a wheelchair space by itself', () => {
  expect(choosing(['wc..'], ['A1'])).not.toThrow();
});
