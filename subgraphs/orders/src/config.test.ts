import { readOrdersConfig } from './config';

const complete = {
  ORDERS_DATABASE_URL: 'postgres://localhost/orders',
  BUS_DATABASE_URL: 'postgres://localhost/bus',
  GATEWAY_IDENTITY_SECRET: 'a secret of the tests, long enough for HS256',
};
const rate = { firstKilogramMinor: 100, furtherKilogramMinor: 50, freeFromMinor: null };
const tariff = {
  homeCountry: 'CZ',
  homeCurrency: 'CZK',
  assumedWeightGrams: 250,
  zones: [{ countries: 'ANY', rates: { CZK: rate } }],
};
const taxes = { countries: {}, elsewhere: { GOODS: 2100, BOOKS: 0, SEATS: 1200, DISHES: 1200, SHIPPING: 2100 } };

describe('what orders reads from its environment', () => {
  it('leaves shipping and tax to the tariffs that come along', () => {
    expect(readOrdersConfig(complete)).toMatchObject({ port: 4004, shippingTariff: undefined, taxRates: undefined });
  });

  it('takes tariffs of one’s own', () => {
    const given = { ...complete, SHIPPING_TARIFF: JSON.stringify(tariff), TAX_RATES: JSON.stringify(taxes) };
    expect(readOrdersConfig(given)).toMatchObject({ shippingTariff: tariff, taxRates: taxes });
  });

  it.each([
    ['SHIPPING_TARIFF', 'no JSON'],
    ['SHIPPING_TARIFF', JSON.stringify({ ...tariff, zones: [] })],
    ['SHIPPING_TARIFF', JSON.stringify({ ...tariff, homeCountry: 'Czechia' })],
    [
      'SHIPPING_TARIFF',
      JSON.stringify({ ...tariff, zones: [{ countries: 'ANY', rates: { CZK: { ...rate, x: 1 } } }] }),
    ],
    ['TAX_RATES', JSON.stringify({ ...taxes, elsewhere: { ...taxes.elsewhere, GOODS: -1 } })],
    ['TAX_RATES', JSON.stringify({ elsewhere: taxes.elsewhere })],
  ])('refuses %s of another form', (name, text) => {
    expect(() => readOrdersConfig({ ...complete, [name]: text })).toThrow(`${name} must be JSON`);
  });
});
