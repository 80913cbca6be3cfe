import { defaultShippingTariff } from '../config/defaultTariffs';
import { type Parcel, type ShippingTariff, shippingMinor } from './shipping';

const tariff: ShippingTariff = {
  homeCountry: 'IE',
  homeCurrency: 'EUR',
  assumedWeightGrams: 500,
  zones: [
    {
      countries: ['IE'],
      rates: { EUR: { firstKilogramMinor: 490, furtherKilogramMinor: 100, freeFromMinor: 5000 } },
    },
    { countries: 'ANY', rates: { EUR: { firstKilogramMinor: 1990, furtherKilogramMinor: 900, freeFromMinor: null } } },
  ],
};
const costs = (parcel: Partial<Parcel>) =>
  shippingMinor(tariff, { country: 'IE', currency: 'EUR', weightGrams: 500, goodsMinor: 1200, ...parcel });

describe('shipping', () => {
  it.each([
    [1, 490],
    [1000, 490],
    [1001, 590],
    [3000, 690],
    [3001, 790],
  ])('of %i g costs %i', (weightGrams, minor) => {
    expect(costs({ weightGrams })).toBe(minor);
  });

  it('costs by the country', () => {
    expect(costs({ country: 'NZ', weightGrams: 1500 })).toBe(2890);
  });

  it('costs nothing from the threshold on, and all of it right below', () => {
    expect(costs({ goodsMinor: 5000, weightGrams: 9000 })).toBe(0);
    expect(costs({ goodsMinor: 4999, weightGrams: 9000 })).toBe(1290);
  });

  it('is never free where there is no threshold', () => {
    expect(costs({ country: 'NZ', goodsMinor: 999_999 })).toBe(1990);
  });

  it('is not to be had in a currency without a rate, nor to a country in no zone', () => {
    expect(costs({ currency: 'JPY' })).toBeNull();
    const islandOnly = { ...tariff, zones: tariff.zones.slice(0, 1) };
    expect(shippingMinor(islandOnly, { country: 'FR', currency: 'EUR', weightGrams: 1, goodsMinor: 1 })).toBeNull();
  });

  it('is to be had everywhere in the demo city', () => {
    for (const country of ['IE', 'DE', 'US']) {
      expect(
        shippingMinor(defaultShippingTariff, { country, currency: 'EUR', weightGrams: 500, goodsMinor: 1 }),
      ).toBeGreaterThan(0);
    }
  });
});
