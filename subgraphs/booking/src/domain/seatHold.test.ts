import {
  checkMayHold,
  checkPartySize,
  checkSeatChoice,
  endHold,
  extendHold,
  type HoldState,
  holdStates,
  isLive,
  type SeatHold,
  stateAt,
} from './seatHold';

const noon = new Date('2030-07-03T12:00:00Z');
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);
const aHold = (change: Partial<SeatHold> = {}): SeatHold => ({
  id: 'hld_1',
  showingId: 'shw_1',
  userId: 'usr_1',
  state: 'ACTIVE',
  expiresAt: minutes(10),
  extensionsLeft: 2,
  totalMinor: 2400,
  currency: 'EUR',
  version: 1,
  createdAt: noon,
  updatedAt: noon,
  ...change,
});
const over: HoldState[] = ['CONVERTED', 'RELEASED', 'EXPIRED'];

describe('a hold', () => {
  it('keeps its seats until its time is over, noticed or not', () => {
    expect(stateAt(aHold(), minutes(9))).toBe('ACTIVE');
    expect(stateAt(aHold(), minutes(10))).toBe('EXPIRED');
    expect(stateAt(aHold({ state: 'CONVERTED' }), minutes(20))).toBe('CONVERTED');
    expect(holdStates.filter((state) => isLive({ state }))).toEqual(['ACTIVE', 'EXTENDED']);
  });

  it('is extended to its full time from now, twice', () => {
    const once = extendHold(aHold(), minutes(9));
    expect(once).toMatchObject({ state: 'EXTENDED', expiresAt: minutes(19), extensionsLeft: 1, version: 2 });
    const twice = extendHold(once, minutes(18));
    expect(twice).toMatchObject({ expiresAt: minutes(28), extensionsLeft: 0, version: 3 });
    expect(() => extendHold(twice, minutes(20))).toThrow(expect.objectContaining({ code: 'HOLD_LIMIT' }));
  });

  it.each(over)('that is %s is neither extended nor ended again', (state) => {
    const refusal = expect.objectContaining({ code: 'INVALID_TRANSITION' });
    expect(() => extendHold(aHold({ state }), noon)).toThrow(refusal);
    expect(() => endHold(aHold({ state }), 'RELEASED', noon)).toThrow(refusal);
  });

  it.each(['CONVERTED', 'RELEASED', 'EXPIRED'] as const)('may end as %s', (state) => {
    expect(endHold(aHold({ state: 'EXTENDED' }), state, minutes(3))).toMatchObject({
      state,
      version: 2,
      updatedAt: minutes(3),
    });
  });
});

describe('one customer', () => {
  const attempt =
    (seatCount: number, wanted: number, ends: readonly Date[] = [], now = noon) =>
    () =>
      checkMayHold({ seatCount, idleEnds: ends }, wanted, now, ['input', 'seats']);
  const refusal = expect.objectContaining({ code: 'HOLD_LIMIT', inputPath: ['input', 'seats'] });

  it('has at most eight seats of a showing', () => {
    expect(attempt(0, 8)).not.toThrow();
    expect(attempt(5, 3)).not.toThrow();
    expect(attempt(5, 4)).toThrow(refusal);
  });

  it('who let four holds go within an hour waits ten minutes', () => {
    const ends = [-1, -12, -24, -36].map(minutes);
    expect(attempt(0, 1, ends)).toThrow(refusal);
    expect(attempt(0, 1, ends)).toThrow('Try again at 2030-07-03T12:09:00.000Z.');
    expect(attempt(0, 1, ends, minutes(9))).not.toThrow();
  });

  it('waits no longer than until the first of the four was an hour ago', () => {
    const ends = [-1, -12, -24, -58].map(minutes);
    expect(attempt(0, 1, ends)).toThrow('Try again at 2030-07-03T12:02:00.000Z.');
    expect(attempt(0, 1, ends, minutes(2))).not.toThrow();
  });

  it('may let three go, or four over a longer time', () => {
    expect(attempt(0, 1, [-1, -2, -3].map(minutes))).not.toThrow();
    expect(attempt(0, 1, [-1, -2, -3, -61].map(minutes))).not.toThrow();
  });
});

describe('a request for seats', () => {
  it.each([
    ['none', []],
    ['one twice', ['sea_1', 'sea_2', 'sea_1']],
  ])('does not name %s', (_case, ids) => {
    expect(() => checkSeatChoice(ids, ['p'])).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });

  it('does not name more than eight', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `sea_${index}`);
    expect(() => checkSeatChoice(ids, ['p'])).toThrow(expect.objectContaining({ code: 'HOLD_LIMIT' }));
    expect(() => checkSeatChoice(ids.slice(1), ['p'])).not.toThrow();
  });

  it.each([0, -1, 9, 2 ** 31, 1.5, Number.NaN])('is for no party of %d', (size) => {
    expect(() => checkPartySize(size, ['p'])).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });

  it.each([1, 8])('may be for a party of %d', (size) => {
    expect(() => checkPartySize(size, ['p'])).not.toThrow();
  });
});
