import { closingAfter, isWithinOpeningHours, nextOpening, type OpeningWindow } from './openingHours';

const everyDay = (opens: string, closes: string): OpeningWindow[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes }));
const on = (weekday: number, opens: string, closes: string): OpeningWindow[] => [{ weekday, opens, closes }];
const dublin = (openingHours: OpeningWindow[]) => ({ openingHours, timeZone: 'Europe/Dublin' });

describe('whether a restaurant in Dublin is open', () => {
  // 3 July 2030 is a Wednesday, and Dublin is an hour ahead of UTC.
  it.each([
    ['at the minute it opens', on(3, '12:00', '22:00'), '2030-07-03T11:00:00Z', true],
    ['a moment before', on(3, '12:00', '22:00'), '2030-07-03T10:59:59.999Z', false],
    ['a moment before it closes', on(3, '12:00', '22:00'), '2030-07-03T20:59:59.999Z', true],
    ['at the minute it closes', on(3, '12:00', '22:00'), '2030-07-03T21:00:00Z', false],
    ['on another weekday', on(4, '12:00', '22:00'), '2030-07-03T12:00:00Z', false],
    [
      'in the second window of a day',
      [...on(3, '12:00', '14:00'), ...on(3, '18:00', '22:00')],
      '2030-07-03T18:00:00Z',
      true,
    ],
    ['between two windows', [...on(3, '12:00', '14:00'), ...on(3, '18:00', '22:00')], '2030-07-03T15:00:00Z', false],
    ['after midnight, of the evening before', on(3, '18:00', '02:00'), '2030-07-04T00:30:00Z', true],
    ['after midnight, past that closing', on(3, '18:00', '02:00'), '2030-07-04T01:00:00Z', false],
    ['after the midnight before its evening', on(3, '18:00', '02:00'), '2030-07-03T00:30:00Z', false],
    ['after midnight from Sunday to Monday', on(7, '18:00', '02:00'), '2030-07-08T00:30:00Z', true],
    ['in the hour that is another day in UTC', on(4, '00:00', '01:00'), '2030-07-03T23:30:00Z', true],
    ['round the clock, at midnight', everyDay('00:00', '00:00'), '2030-07-03T23:00:00Z', true],
    ['without any hours', [], '2030-07-03T12:00:00Z', false],
    ['in winter, when Dublin is on UTC', on(3, '12:00', '22:00'), '2030-01-02T12:00:00Z', true],
    ['in winter, an hour earlier', on(3, '12:00', '22:00'), '2030-01-02T11:00:00Z', false],
  ])('%s', (_, openingHours, at, expected) => {
    expect(isWithinOpeningHours(dublin(openingHours), new Date(at))).toBe(expected);
  });
});

describe('whether a restaurant in Berlin is open while the clocks change', () => {
  const berlin = (openingHours: OpeningWindow[]) => ({ openingHours, timeZone: 'Europe/Berlin' });

  // 31 March 2030: 02:00 becomes 03:00 (01:00 UTC). 27 October 2030: 03:00 becomes 02:00 (01:00 UTC).
  it.each([
    ['to 04:00 over the skipped hour', on(6, '22:00', '04:00'), '2030-03-31T01:59:00Z', true],
    ['to 04:00, and no longer', on(6, '22:00', '04:00'), '2030-03-31T02:00:00Z', false],
    ['from a time that is skipped, before it', on(7, '02:30', '08:00'), '2030-03-31T01:29:00Z', false],
    ['from a time that is skipped, as long after the skip', on(7, '02:30', '08:00'), '2030-03-31T01:30:00Z', true],
    ['to 02:30, the first time', on(6, '22:00', '02:30'), '2030-10-27T00:29:00Z', true],
    ['to 02:30, between the two', on(6, '22:00', '02:30'), '2030-10-27T00:45:00Z', true],
    ['to 02:30, the second time', on(6, '22:00', '02:30'), '2030-10-27T01:29:00Z', true],
    ['to 02:30, past it', on(6, '22:00', '02:30'), '2030-10-27T01:30:00Z', false],
    ['from 02:30, the first time', on(7, '02:30', '08:00'), '2030-10-27T00:30:00Z', true],
  ])('%s', (_, openingHours, at, expected) => {
    expect(isWithinOpeningHours(berlin(openingHours), new Date(at))).toBe(expected);
  });
});

describe('when a closed restaurant opens next', () => {
  it.each([
    ['later the same day', on(3, '12:00', '22:00'), '2030-07-03T08:00:00Z', '2030-07-03T11:00:00Z'],
    ['at this very moment', on(3, '12:00', '22:00'), '2030-07-03T11:00:00Z', '2030-07-03T11:00:00Z'],
    ['a week later, when today is over', on(3, '12:00', '22:00'), '2030-07-03T21:00:00Z', '2030-07-10T11:00:00Z'],
    ['the next morning', everyDay('09:00', '17:00'), '2030-07-03T16:00:00Z', '2030-07-04T08:00:00Z'],
    [
      'at the earliest of several',
      [...on(5, '18:00', '22:00'), ...on(5, '12:00', '14:00')],
      '2030-07-03T16:00:00Z',
      '2030-07-05T11:00:00Z',
    ],
    ['on the other side of the clock change', on(7, '12:00', '22:00'), '2030-03-30T12:00:00Z', '2030-03-31T11:00:00Z'],
  ])('%s', (_, openingHours, after, expected) => {
    expect(nextOpening(dublin(openingHours), new Date(after))).toEqual(new Date(expected));
  });

  it('is unknown without opening hours', () => {
    expect(nextOpening(dublin([]), new Date('2030-07-03T12:00:00Z'))).toBeNull();
  });

  it('holds far from Europe too', () => {
    const auckland = { openingHours: on(1, '07:30', '15:00'), timeZone: 'Pacific/Auckland' };
    expect(nextOpening(auckland, new Date('2030-07-07T12:00:00Z'))).toEqual(new Date('2030-07-07T19:30:00Z'));
    const kathmandu = { openingHours: on(1, '07:30', '15:00'), timeZone: 'Asia/Kathmandu' };
    expect(nextOpening(kathmandu, new Date('2030-07-07T12:00:00Z'))).toEqual(new Date('2030-07-08T01:45:00Z'));
  });
});

describe('when an open restaurant closes', () => {
  it.each([
    ['the same evening', on(3, '12:00', '22:00'), '2030-07-03T12:00:00Z', '2030-07-03T21:00:00Z'],
    ['after midnight', on(3, '18:00', '02:00'), '2030-07-04T00:30:00Z', '2030-07-04T01:00:00Z'],
    [
      'at the end of the last of its windows',
      [...on(3, '12:00', '14:00'), ...on(3, '13:00', '15:00')],
      '2030-07-03T12:30:00Z',
      '2030-07-03T14:00:00Z',
    ],
  ])('%s', (_, openingHours, at, expected) => {
    expect(closingAfter(dublin(openingHours), new Date(at))).toEqual(new Date(expected));
  });

  it('is unknown while it is closed', () => {
    expect(closingAfter(dublin(on(3, '12:00', '22:00')), new Date('2030-07-03T21:00:00Z'))).toBeNull();
  });
});
