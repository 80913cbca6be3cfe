import {
  checkNotOver,
  checkOnSale,
  checkSaleAhead,
  type ShowingState,
  type ShowingStatus,
  scheduleShowing,
  setSale,
  showingStatuses,
  statusAt,
} from './showing';

const at = (time: string) => new Date(`2030-07-04T${time}:00Z`);
const aShowing = (change: Partial<ShowingState> = {}): ShowingState => ({
  startsAt: at('19:00'),
  endsAt: at('21:00'),
  salesCloseAt: at('18:45'),
  sale: 'ON_SALE',
  ...change,
});

describe('the status of a showing', () => {
  it.each([
    ['ON_SALE', '12:00', 'ON_SALE'],
    ['ON_SALE', '18:44', 'ON_SALE'],
    ['ON_SALE', '18:45', 'SALES_CLOSED'],
    ['ON_SALE', '20:59', 'SALES_CLOSED'],
    ['ON_SALE', '21:00', 'FINISHED'],
    ['SCHEDULED', '18:50', 'SCHEDULED'],
    ['SCHEDULED', '21:00', 'FINISHED'],
    ['SALES_CLOSED', '12:00', 'SALES_CLOSED'],
    ['CANCELLED', '12:00', 'CANCELLED'],
    ['CANCELLED', '22:00', 'CANCELLED'],
  ] as const)('of one that is %s at %s is %s', (sale, time, status) => {
    expect(statusAt(aShowing({ sale }), at(time))).toBe(status);
  });
});

describe('seats are sold', () => {
  const attempt = (change: Partial<ShowingState>, time: string) => () =>
    checkOnSale(aShowing(change), at(time), ['id']);

  it('while the showing is on sale', () => {
    expect(attempt({}, '18:44')).not.toThrow();
  });

  it.each([
    [{ sale: 'SCHEDULED' }, '12:00', 'has not begun'],
    [{ sale: 'SALES_CLOSED' }, '12:00', 'sale for this showing is over'],
    [{}, '18:45', 'sale for this showing is over'],
    [{}, '21:00', 'showing is over'],
    [{ sale: 'CANCELLED' }, '12:00', 'was cancelled'],
  ] as const)('and not when it is %j at %s', (change, time, reason) => {
    expect(attempt(change, time)).toThrow(
      expect.objectContaining({ code: 'SHOWING_CLOSED', inputPath: ['id'], message: expect.stringContaining(reason) }),
    );
  });
});

describe('who is late', () => {
  it('may still come in until the end', () => {
    expect(() => checkNotOver(aShowing(), at('20:59'), ['code'])).not.toThrow();
    expect(() => checkNotOver(aShowing(), at('21:00'), ['code'])).toThrow('This showing is over.');
    expect(() => checkNotOver(aShowing({ sale: 'CANCELLED' }), at('12:00'), ['code'])).toThrow('was cancelled');
  });
});

describe('scheduling a showing', () => {
  const now = at('12:00');

  it('ends it with the film, and closes its sale when it begins', () => {
    expect(scheduleShowing({ startsAt: at('19:00') }, 95, now)).toEqual({
      startsAt: at('19:00'),
      endsAt: at('20:35'),
      salesCloseAt: at('19:00'),
    });
  });

  it('lets the sale close later, for those who are late', () => {
    expect(scheduleShowing({ startsAt: at('19:00'), salesCloseAt: at('19:15') }, 95, now).salesCloseAt).toEqual(
      at('19:15'),
    );
  });

  it.each([
    ['in the past', { startsAt: at('12:00') }, 'startsAt'],
    ['years ahead', { startsAt: new Date('2033-01-01T00:00:00Z') }, 'startsAt'],
    ['with a sale beyond its end', { startsAt: at('19:00'), salesCloseAt: at('20:36') }, 'salesCloseAt'],
  ])('is refused %s', (_case, times, field) => {
    expect(() => scheduleShowing(times, 95, now)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', field] }),
    );
  });
});

describe('a sale that opens', () => {
  it('has time to sell, until the moment at which it closes', () => {
    expect(() => checkSaleAhead({ salesCloseAt: at('12:01') }, at('12:00'))).not.toThrow();
    expect(() => checkSaleAhead({ salesCloseAt: at('12:00') }, at('12:00'))).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'salesCloseAt'] }),
    );
  });
});

describe('what the cinema says of the sale', () => {
  it.each([
    ['ON_SALE', 'SCHEDULED'],
    ['ON_SALE', 'SALES_CLOSED'],
    ['SCHEDULED', 'ON_SALE'],
    ['SALES_CLOSED', 'ON_SALE'],
    ['SALES_CLOSED', 'SALES_CLOSED'],
  ] as const)('may turn %s into %s', (sale, to) => {
    expect(setSale(aShowing({ sale }), to, at('12:00'))).toBe(to);
  });

  it.each(['FINISHED', 'CANCELLED'] as const)('is not %s: that comes by itself, or with the bookings', (to) => {
    expect(() => setSale(aShowing(), to, at('12:00'))).toThrow(
      expect.objectContaining({
        code: 'INVALID_TRANSITION',
        details: { from: 'ON_SALE', to, allowed: ['SCHEDULED', 'SALES_CLOSED'] },
      }),
    );
  });

  it.each(showingStatuses)('cannot be %s once the showing is over', (to: ShowingStatus) => {
    const attempts = [
      () => setSale(aShowing(), to, at('21:00')),
      () => setSale(aShowing({ sale: 'CANCELLED' }), to, at('12:00')),
    ];
    for (const attempt of attempts) {
      expect(attempt).toThrow(
        expect.objectContaining({ code: 'INVALID_TRANSITION', details: expect.objectContaining({ allowed: [] }) }),
      );
    }
  });
});
