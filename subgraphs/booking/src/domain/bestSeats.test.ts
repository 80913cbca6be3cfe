import { seededRandom } from '@marquee/shared/seeding';
import { type AsciiPlan, asciiPlan } from '../../test/support/asciiPlan';
import { bestSeats, type ScoredBlock, type SeatWish } from './bestSeats';

type Wish = Partial<SeatWish> & { readonly partySize: number };

const best = ({ seats, geometry, isFree }: AsciiPlan, wish: Wish): ScoredBlock[] =>
  bestSeats(seats, geometry, isFree, { limit: 3, ...wish });

const drawBest = (lines: readonly string[], wish: Wish): string[] => {
  const plan = asciiPlan(lines);
  return plan.draw(best(plan, wish)[0]?.seatIds ?? []);
};

const party = (partySize: number, wish: Partial<SeatWish> = {}): Wish => ({ partySize, ...wish });
const withWheelchair = (partySize: number): Wish => ({ partySize, accessible: true });

describe('the best block', () => {
  it.each<[string, string[], Wish, string[]]>([
    ['is in the middle of a row', ['......'], party(2), ['..##..']],
    ['is as near to the middle as is free', ['....xx....'], party(2), ['..##xx....']],
    [
      'is two thirds from the screen',
      Array.from({ length: 5 }, () => '......'),
      party(2),
      ['......', '......', '......', '..##..', '......'],
    ],
    [
      'is rather at the back than at the screen',
      ['......', 'xxxxxx', 'xxxxxx', '......'],
      party(2),
      ['......', 'xxxxxx', 'xxxxxx', '..##..'],
    ],
    [
      'is rather at the side of a good row than in the middle at the screen',
      ['......', 'xxxxxx', 'xxxxxx', '..xxxx', 'xxxxxx', 'xxxxxx'],
      party(2),
      ['......', 'xxxxxx', 'xxxxxx', '##xxxx', 'xxxxxx', 'xxxxxx'],
    ],
    ['does not go over an aisle', ['.. ..', '.....'], party(3), ['.. ..', '###..']],
    ['does not hold a taken seat', ['..x...'], party(3), ['..x###']],
    ['does not hold a blocked seat', ['..b...'], party(3), ['..b###']],
    ['is nothing in a full house', ['xxx', 'xxx'], party(1), ['xxx', 'xxx']],
    ['is nothing for more people than seats', ['...', '...'], party(7), ['...', '...']],
    ['is nothing for nobody', ['...'], party(0), ['...']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawBest(lines, wish)).toEqual(drawn);
  });
});

describe('a lone free seat', () => {
  it.each<[string, string[], Wish, string[]]>([
    ['is not left at a wall', ['.....'], party(2), ['##...']],
    ['is not left beside a taken seat', ['x....x'], party(2), ['x##..x']],
    ['is not left beside a blocked seat', ['b....b'], party(2), ['b##..b']],
    ['is not left at an aisle', ['.... ....'], party(2), ['..## ....']],
    ['is not left beside a place for a wheelchair', ['..xx', '...w'], party(2), ['##xx', '...w']],
    ['is not made by a block that fills a gap', ['..x.....x'], party(5), ['..x#####x']],
    ['does not count when it was alone before', ['.x..x.x'], party(2), ['.x##x.x']],
    ['is not kept company by half a love seat', ['...xxxx', '..lLxxx'], party(1), ['..#xxxx', '..lLxxx']],
    ['is left when every block leaves one', ['x....x'], party(3), ['x###.x']],
    ['is two seats when it is a love seat', ['..ll'], party(2), ['##ll']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawBest(lines, wish)).toEqual(drawn);
  });

  it('costs more than any view', () => {
    const [kept] = best(asciiPlan(['..xx', 'xxxx', 'xxxx']), party(2));
    const [left] = best(asciiPlan(['xxxxxx', 'x...xx', 'xxxxxx']), party(2));
    expect(kept?.score).toBeGreaterThan(left?.score ?? 1);
  });

  it('keeps blocks that leave one out of the offer, even where it is not full without them', () => {
    const plan = asciiPlan(['..xx...']);
    expect(best(plan, party(2)).map(({ seatIds }) => seatIds)).toEqual([['A1', 'A2']]);
  });
});

describe('love seats', () => {
  it.each<[string, string[], Wish, string[]]>([
    ['seat two', ['llllll'], party(2), ['ll##ll']],
    ['are counted off from the left of a run', ['.llll.'], party(2, { type: 'LOVE_SEAT' }), ['.##ll.']],
    ['seat four', ['xllllll'], party(4), ['x####ll']],
    ['are not parted at the end of a block', ['..ll..'], party(3), ['.###..']],
    ['are not parted for one', ['ll'], party(1), ['ll']],
    ['are not parted for three', ['llll'], party(3), ['llll']],
    ['seat one in the half whose other half is gone', ['lLx'], party(1), ['#Lx']],
    ['seat one in the right half as well', ['Ll', 'Ll'], party(1, { type: 'LOVE_SEAT' }), ['Ll', 'L#']],
    ['seat one by halves after any other seat', ['.xxx', 'xxLl'], party(1), ['#xxx', 'xxLl']],
    ['are not parted for one while another has lost a half', ['llLl'], party(1), ['llL#']],
    ['seat no party in halves of several', ['lLlL', 'Ll..'], party(4), ['lLlL', 'Ll..']],
    ['seat an odd party beside a seat of another type', ['xll.x'], party(3), ['x###x']],
    ['seat one in the last of an odd row', ['lll'], party(1), ['ll#']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawBest(lines, wish)).toEqual(drawn);
  });
});

describe('places for wheelchairs', () => {
  it.each<[string, string[], Wish, string[]]>([
    ['are not for a party without one', ['wc'], party(1), ['wc']],
    ['are not between a party without one', ['..wc..'], party(5), ['..wc..']],
    ['are not for a party that asks for their type only', ['wc'], party(1, { type: 'WHEELCHAIR' }), ['wc']],
    ['seat one alone', ['..wc..'], withWheelchair(1), ['..#c..']],
    ['come with the companion beside them', ['..wc..'], withWheelchair(2), ['..##..']],
    ['come with the companion, not with the nearer middle', ['....wc'], withWheelchair(2), ['....##']],
    ['come with both companions', ['..cwc..'], withWheelchair(3), ['..###..']],
    ['come with companions that sit in a row', ['.wcc.'], withWheelchair(3), ['.###.']],
    ['have the rest of the party beside them', ['...wc...'], withWheelchair(4), ['..####..']],
    ['have somebody beside them where there is no companion place', ['...w.'], withWheelchair(2), ['..##.']],
    ['do without the companion place that is gone', ['...wC'], withWheelchair(2), ['..##C']],
    ['are not taken twice where once is enough', ['wcw...'], withWheelchair(3), ['w###..']],
    ['leave one companion place to each of two', ['xwcwc...'], withWheelchair(3), ['xwc###..']],
    ['come with a companion place that two share', ['xxxxx...wcwx'], withWheelchair(2), ['xxxxx...##wx']],
    ['share a companion place between two', ['Wcw'], withWheelchair(2), ['W##']],
    ['are taken twice where nothing else is left', ['wcwxxx'], withWheelchair(3), ['###xxx']],
    ['are not a companion place alone', ['Wc....'], withWheelchair(1), ['Wc....']],
    ['are not a companion place of another', ['WccwC'], withWheelchair(3), ['WccwC']],
    ['leave the companion place of another', ['wccw..'], withWheelchair(3), ['wc###.']],
    ['are not given without a wheelchair place', ['..c..W'], withWheelchair(2), ['..c..W']],
    ['count no seat that was alone beside them before', ['..wcx.wcx....'], withWheelchair(2), ['..wcx.##x....']],
    ['leave no lone seat beside the party', ['x..wc...x'], withWheelchair(3), ['x..###..x']],
    ['are beside seats of the wished type', ['..wcpp'], { ...withWheelchair(3), type: 'PREMIUM' }, ['..###p']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawBest(lines, wish)).toEqual(drawn);
  });
});

describe('a wish for a type', () => {
  it.each<[string, string[], Wish, string[]]>([
    ['limits the block to it', ['pp....'], party(2, { type: 'PREMIUM' }), ['##....']],
    ['keeps others out', ['..pp..'], party(2, { type: 'STANDARD' }), ['##pp..']],
    ['does not mix types to seat everybody', ['..pp..'], party(3, { type: 'PREMIUM' }), ['..pp..']],
    ['takes the seats of other types for neighbours', ['.pp...'], party(1, { type: 'PREMIUM' }), ['.p#...']],
    ['is none when it is null', ['..pp..'], party(2, { type: null }), ['..##..']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawBest(lines, wish)).toEqual(drawn);
  });
});

describe('a party that no run can hold', () => {
  it.each<[string, string[], Wish, string[]]>([
    ['sits right behind each other', ['......', '......', '......'], party(8), ['......', '####..', '####..']],
    ['sits in as few groups as the rows allow', ['....', '....', '....'], party(10), ['####', '##..', '####']],
    [
      'sits in adjacent rows, though rows apart would take fewer groups',
      ['.... xx', '..xx xx', '..xx xx', '..xx xx', '.... xx'],
      party(8),
      ['.... xx', '..xx xx', '##xx xx', '##xx xx', '#### xx'],
    ],
    [
      'sits apart where adjacent rows have no room',
      ['...', 'xxx', 'xxx', '...'],
      party(6),
      ['###', 'xxx', 'xxx', '###'],
    ],
    ['leaves nobody alone', ['......', '......'], party(7), ['###...', '####..']],
    ['leaves nobody alone beside a larger gap', ['x..x', '.xxx', '..xx'], party(4), ['x##x', '.xxx', '##xx']],
    ['has somebody alone where there is no other way', ['.x.', 'x..'], party(3), ['.x#', 'x##']],
    ['is seated one by one in the end', ['.x.x.', 'x.x.x'], party(5), ['#x#x#', 'x#x#x']],
    ['sits on both sides of an aisle where there is one row', ['... ...'], party(6), ['### ###']],
    [
      'passes by what is near but too small',
      ['xxxx....', '....x..x', '..xxxxxx'],
      party(8),
      ['xxxx####', '####x..x', '..xxxxxx'],
    ],
    ['has nobody alone for the sake of a lone seat', ['...', '...'], party(4), ['##.', '##.']],
    ['has a worse view rather than leave a lone seat', ['...x', '...x', '....'], party(6), ['###x', '###x', '....']],
    ['leaves no lone seat', ['.....', '.....'], party(8), ['###..', '#####']],
    ['parts no pair', ['llll', 'llll'], party(6), ['##ll', '####']],
    ['parts no pair for an odd one', ['llll', 'llll'], party(7), ['llll', 'llll']],
    ['sits with the odd one beside the pairs', ['ll', '.x', 'll'], party(5), ['##', '#x', '##']],
    [
      'sits with the odd one far from the pairs',
      ['llxxxx', 'llxxxx', 'llxxxx', 'xxxxx.'],
      party(5),
      ['llxxxx', '##xxxx', '##xxxx', 'xxxxx#'],
    ],
    ['keeps to the wished type', ['..pp', '..pp'], party(4, { type: 'PREMIUM' }), ['..##', '..##']],
    ['keeps the companion beside the wheelchair', ['.....', 'xxwcx'], withWheelchair(5), ['..###', 'xx##x']],
    ['is not seated with too few seats', ['..x', 'x..'], party(5), ['..x', 'x..']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawBest(lines, wish)).toEqual(drawn);
  });

  it('scores lower than any whole block', () => {
    const [split] = best(asciiPlan(['xxxxxx', 'xxx...', 'xxx...']), party(6));
    const [corner] = best(asciiPlan(['x...xxxxxxx', 'xxxxxxxxxxx', 'xxxxxxxxxxx', 'xxxxxxxxxxx']), party(2));
    expect(split?.seatIds).toHaveLength(6);
    expect(split?.score).toBeLessThan(corner?.score ?? 0);
  });
});

describe('an offer of several blocks', () => {
  const drawAll = (lines: readonly string[], wish: Wish) => {
    const plan = asciiPlan(lines);
    return best(plan, wish).map(({ seatIds }) => plan.draw(seatIds).join('|'));
  };

  it.each<[string, string[], Wish, string[]]>([
    ['is best first, and equal ones from the left', ['........'], party(2), ['...##...', '##......', '......##']],
    ['has no more than was asked for', ['........'], party(2, { limit: 1 }), ['...##...']],
    ['is empty when none was asked for', ['........'], party(2, { limit: 0 }), []],
    [
      'has alternatives rather than shifts of one block',
      ['.......', '.......'],
      party(5, { limit: 2 }),
      ['.......|#####..', '#####..|.......'],
    ],
    ['fills up with shifts where no alternative is left', ['.......'], party(5), ['#####..', '..#####']],
    [
      'has alternatives of split parties',
      ['...', '...', '...', '...'],
      party(6, { limit: 2 }),
      ['...|...|###|###', '###|###|...|...'],
    ],
    ['has each way to split a party once', ['...', '...'], party(6), ['###|###']],
  ])('%s', (_, lines, wish, drawn) => {
    expect(drawAll(lines, wish)).toEqual(drawn);
  });

  it('has the left one first of two that mirror each other, however their scores add up', () => {
    for (let size = 2; size < 20; size += 1) {
      const row = `${'.'.repeat(size)}xxx${'.'.repeat(size)}`;
      for (const lines of [[row], [row, row]]) {
        const offer = best(asciiPlan(lines), party(size * lines.length, { limit: 2 * lines.length }));
        const left = offer.find(({ seatIds }) => seatIds[0] === 'A1');
        const right = offer.find(({ seatIds }) => seatIds[0] === `A${size + 4}`);
        expect(right?.score).toBe(left?.score);
        expect(offer.findIndex((block) => block === left)).toBeLessThan(offer.findIndex((block) => block === right));
      }
    }
  });

  it('does not depend on the order of the seats', () => {
    const plan = asciiPlan(['..llll..', '.... ....', '..xx....', '...wc...']);
    for (const wish of [party(2), party(3), party(7), withWheelchair(4), party(12)]) {
      expect(best({ ...plan, seats: [...plan.seats].reverse() }, wish)).toEqual(best(plan, wish));
    }
  });

  it('gives the ids from the screen to the back and from left to right', () => {
    expect(best(asciiPlan(['...', '...']), party(6))[0]?.seatIds).toEqual(['A1', 'A2', 'A3', 'B1', 'B2', 'B3']);
  });

  it('asks once for each seat whether it is free', () => {
    const plan = asciiPlan(['....', '.wc.']);
    const asked: string[] = [];
    best({ ...plan, isFree: (seatId) => asked.push(seatId) > 0 }, party(9));
    expect(asked.sort()).toEqual(plan.seats.map(({ id }) => id).sort());
  });
});

describe('the score of a block', () => {
  const scoreOf = (lines: readonly string[], wish: Wish) => best(asciiPlan(lines), wish)[0]?.score;

  it('is 1 in the middle at two thirds of the depth', () => {
    expect(scoreOf(['xxx', 'x.x'], party(1))).toBe(1);
  });

  it.each<[string, string[], string[]]>([
    ['a seat farther from the middle', ['x.xxx', 'xxxxx'], ['.xxxx', 'xxxxx']],
    ['a seat nearer to the screen', ['xxx', 'x.x', 'xxx', 'xxx'], ['x.x', 'xxx', 'xxx', 'xxx']],
    ['a seat behind the ideal row', ['xxx', 'xxx', 'xxx', 'x.x', 'xxx'], ['xxx', 'xxx', 'xxx', 'xxx', 'x.x']],
    ['a seat right at the screen', ['xxx', 'xxx', 'xxx', 'xxx', 'x.x'], ['x.x', 'xxx', 'xxx', 'xxx', 'xxx']],
  ])('is lower for %s', (_, better, worse) => {
    expect(scoreOf(worse, party(1))).toBeLessThan(scoreOf(better, party(1)) ?? 0);
  });
});

describe('any house', () => {
  const drawHouse = (random: () => number) => {
    const signs = ['.', '.', '.', '.', 'x', 'x', 'p', 'b', 'll', 'LL', 'wc', 'WC'];
    const block = () =>
      Array.from({ length: 3 + 5 * random() }, () => signs[Math.floor(signs.length * random())]).join('');
    return Array.from({ length: 1 + Math.floor(5 * random()) }, () => [block(), block()].join(' '));
  };
  const houses = Array.from({ length: 400 }, (_, seed) => {
    const random = seededRandom(seed);
    return { lines: drawHouse(random), partySize: 1 + Math.floor(9 * random()) };
  });

  const halves = (line: string) => Array.from(line.matchAll(/ll/gi), ({ index }) => [index, index + 1] as const);
  const partsPair = (before: readonly string[], after: readonly string[]) =>
    before.some((line, row) => halves(line).some(([a, b]) => (after[row]?.[a] === '#') !== (after[row]?.[b] === '#')));
  const leavesOrphan = (lines: readonly string[]) =>
    lines.some((line) => /(?<![.pl])[.pl]#|#[.pl](?![.pl])/.test(line));
  /** Every way to put the party next to each other, by trying each place of the drawing. */
  const everyWhole = (lines: readonly string[], partySize: number) =>
    lines.flatMap((line, row) =>
      Array.from(line, (_, from) => line.slice(from, from + partySize))
        .map((part, from) => (/^[.pl]+$/.test(part) && part.length === partySize ? from : -1))
        .filter((from) => from >= 0)
        .map((from) => lines.with(row, line.slice(0, from) + '#'.repeat(partySize) + line.slice(from + partySize)))
        .filter((after) => !partsPair(lines, after)),
    );

  it('offers free seats, as many as wished, none twice, together if possible, and no gap without need', () => {
    for (const { lines, partySize } of houses) {
      const plan = asciiPlan(lines);
      const whole = everyWhole(lines, partySize);
      const blocks = best(plan, party(partySize));
      for (const { seatIds, score } of blocks) {
        const drawn = plan.draw(seatIds);
        const taken = plan.seats.filter(({ id }) => seatIds.includes(id));
        expect(new Set(seatIds).size).toBe(partySize);
        expect(
          taken.filter(({ id, isBlocked, type }) => isBlocked || !plan.isFree(id) || type === 'WHEELCHAIR'),
        ).toEqual([]);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(partsPair(lines, drawn)).toBe(false);
        expect(drawn.join().includes('#'.repeat(partySize)) || whole.length === 0).toBe(true);
        expect(leavesOrphan(drawn) && whole.some((other) => !leavesOrphan(other))).toBe(false);
      }
      expect(blocks.length > 0 || whole.length === 0).toBe(true);
      expect(blocks.map(({ score }) => score)).toEqual(blocks.map(({ score }) => score).sort((a, b) => b - a));
    }
  });

  it('seats everybody whom its free seats hold', () => {
    for (const { lines, partySize } of houses) {
      const withoutPairs = lines.map((line) => line.replaceAll('ll', '..'));
      const free = withoutPairs.join('').replace(/[^.p]/g, '').length;
      expect(best(asciiPlan(withoutPairs), party(partySize)).length > 0).toBe(free >= partySize);
    }
  });

  it('gives a wheelchair its place and its companion, and no companion place without it', () => {
    // Two of these side by side would share their companion place.
    const spread = houses.map((house) => ({
      ...house,
      lines: house.lines.map((line) => line.replaceAll(/c(?=w)/gi, '$&x')),
    }));
    for (const { lines, partySize } of spread) {
      const plan = asciiPlan(lines);
      const drawn = best(plan, withWheelchair(partySize)).map(({ seatIds }) => plan.draw(seatIds));
      for (const after of drawn) {
        const places = lines.flatMap((line, row) =>
          Array.from(line.matchAll(/wc/g), ({ index }) => after[row]?.slice(index, index + 2)),
        );
        expect(places).toContain(partySize === 1 ? '#c' : '##');
        expect(places).not.toContain('w#');
      }
    }
  });
});

describe('a large house', () => {
  it('is searched in a few milliseconds', () => {
    const full = Array.from({ length: 20 }, () => '.........................');
    const everyOther = Array.from({ length: 20 }, () => '.x.x.x.x.x.x.x.x.x.x.x.x.');
    for (const lines of [full, everyOther]) {
      const plan = asciiPlan(lines);
      const durationsMs = Array.from({ length: 9 }, () => {
        const startedAt = performance.now();
        best(plan, party(8));
        return performance.now() - startedAt;
      });
      // The fastest of several, and far above what it takes: other work on the machine must not fail it.
      expect(Math.min(...durationsMs)).toBeLessThan(50);
    }
  });
});
