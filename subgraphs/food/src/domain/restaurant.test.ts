import { changeRestaurant, type RestaurantProfileInput } from './restaurant';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const address = { line1: '14 Capel Street', city: 'Dublin', country: 'IE' };
const input = (given: Partial<RestaurantProfileInput> = {}): RestaurantProfileInput => ({
  name: 'Sopra',
  address,
  ...given,
});
const hours = [{ weekday: 1, opens: '12:00', closes: '22:00' }];

describe('a new restaurant', () => {
  it('is blank where nothing is given', () => {
    expect(changeRestaurant(null, input(), null)).toEqual({
      name: 'Sopra',
      address: { ...address, recipient: null, line2: null, region: null, postalCode: null },
      phone: null,
      latitude: null,
      longitude: null,
      cuisines: [],
      timeZone: 'UTC',
      openingHours: [],
      prepMinutes: 20,
      currency: null,
      minimumOrderMinor: null,
      deliveryFeeMinor: null,
    });
  });

  it.each<[string, Partial<RestaurantProfileInput>, string[]]>([
    ['an empty name', { name: ' ' }, ['input', 'name']],
    ['a name of 10 kB', { name: 'x'.repeat(10_000) }, ['input', 'name']],
    ['an address without a street', { address: { ...address, line1: '' } }, ['input', 'address', 'line1']],
    ['11 cuisines', { cuisines: Array.from({ length: 11 }, (_, index) => `c${index}`) }, ['input', 'cuisines']],
    ['a blank cuisine', { cuisines: ['Italian', ''] }, ['input', 'cuisines', '1']],
    ['no time to cook', { prepMinutes: 0 }, ['input', 'prepMinutes']],
    ['a day to cook', { prepMinutes: 601 }, ['input', 'prepMinutes']],
    ['a negative fee', { deliveryFee: eur(-1) }, ['input', 'deliveryFee', 'minor']],
    ['a negative minimum', { minimumOrder: eur(-1) }, ['input', 'minimumOrder', 'minor']],
    [
      'a minimum and a fee in two currencies',
      { minimumOrder: eur(1000), deliveryFee: { minor: 250, currency: 'GBP' } },
      ['input', 'deliveryFee', 'currency'],
    ],
    ['a place off the globe', { location: { latitude: 91, longitude: 0 } }, ['input', 'location', 'latitude']],
    [
      'hours on an eighth day',
      { openingHours: [{ weekday: 8, opens: '12:00', closes: '13:00' }] },
      ['input', 'openingHours', '0', 'weekday'],
    ],
    ['a zone nowhere', { timeZone: 'Europe/Atlantis' }, ['input', 'timeZone']],
  ])('is refused with %s', (_, given, path) => {
    expect(() => changeRestaurant(null, input(given), null)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: path }),
    );
  });
});

describe('a change of a restaurant', () => {
  const before = changeRestaurant(
    null,
    input({
      phone: '+353209110000',
      cuisines: ['Italian'],
      openingHours: hours,
      timeZone: 'Europe/Dublin',
      location: { latitude: 53.34, longitude: -6.27 },
      minimumOrder: eur(1200),
      deliveryFee: eur(250),
    }),
    null,
  );

  it('keeps what is left out', () => {
    expect(changeRestaurant(before, input({ name: 'Sotto' }), 'EUR')).toEqual({ ...before, name: 'Sotto' });
  });

  it('takes away what is null', () => {
    expect(
      changeRestaurant(before, input({ phone: null, location: null, minimumOrder: null, deliveryFee: null }), 'EUR'),
    ).toEqual({
      ...before,
      phone: null,
      latitude: null,
      longitude: null,
      minimumOrderMinor: null,
      deliveryFeeMinor: null,
    });
  });

  it('refuses a fee in another currency than the menu', () => {
    expect(() => changeRestaurant(before, input({ deliveryFee: { minor: 250, currency: 'GBP' } }), 'EUR')).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'deliveryFee', 'currency'] }),
    );
  });

  it('may change the currency while there is no menu', () => {
    const gbp = (minor: number) => ({ minor, currency: 'GBP' });
    const both = changeRestaurant(before, input({ minimumOrder: gbp(900), deliveryFee: gbp(0) }), null);
    expect(both).toMatchObject({ currency: 'GBP', minimumOrderMinor: 900, deliveryFeeMinor: 0 });
    const other = input({ minimumOrder: null, deliveryFee: gbp(250) });
    expect(changeRestaurant(before, other, null).currency).toBe('GBP');
  });

  it('keeps the currency of the amount that stays while there is no menu', () => {
    const fee = input({ deliveryFee: { minor: 250, currency: 'GBP' } });
    expect(() => changeRestaurant(before, fee, null)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'deliveryFee', 'currency'] }),
    );
  });
});
