import type { ShippingTariff } from '../domain/shipping';
import type { TaxRates } from '../domain/tax';

const near = [
  'GB',
  'FR',
  'BE',
  'NL',
  'LU',
  'DE',
  'AT',
  'IT',
  'ES',
  'PT',
  'DK',
  'SE',
  'FI',
  'PL',
  'CZ',
  'SK',
  'HU',
  'SI',
];

/** What the demo city charges, where no `SHIPPING_TARIFF` says otherwise. */
export const defaultShippingTariff: ShippingTariff = {
  homeCountry: 'IE',
  homeCurrency: 'EUR',
  assumedWeightGrams: 500,
  zones: [
    {
      countries: ['IE'],
      rates: {
        EUR: { firstKilogramMinor: 490, furtherKilogramMinor: 100, freeFromMinor: 5000 },
        GBP: { firstKilogramMinor: 420, furtherKilogramMinor: 90, freeFromMinor: 4500 },
        USD: { firstKilogramMinor: 550, furtherKilogramMinor: 120, freeFromMinor: 6000 },
      },
    },
    {
      countries: near,
      rates: {
        EUR: { firstKilogramMinor: 990, furtherKilogramMinor: 250, freeFromMinor: 10000 },
        GBP: { firstKilogramMinor: 850, furtherKilogramMinor: 220, freeFromMinor: 9000 },
        USD: { firstKilogramMinor: 1100, furtherKilogramMinor: 280, freeFromMinor: 12000 },
      },
    },
    {
      countries: 'ANY',
      rates: {
        EUR: { firstKilogramMinor: 1990, furtherKilogramMinor: 900, freeFromMinor: null },
        GBP: { firstKilogramMinor: 1700, furtherKilogramMinor: 800, freeFromMinor: null },
        USD: { firstKilogramMinor: 2200, furtherKilogramMinor: 1000, freeFromMinor: null },
      },
    },
  ],
};

/** How much tax the demo city's prices contain, where no `TAX_RATES` says otherwise: basis points on the net price. */
export const defaultTaxRates: TaxRates = {
  countries: {
    IE: { GOODS: 2300, BOOKS: 0, SEATS: 1350, DISHES: 1350, SHIPPING: 2300 },
    GB: { GOODS: 2000, BOOKS: 0, SEATS: 2000, DISHES: 2000, SHIPPING: 2000 },
    DE: { GOODS: 1900, BOOKS: 700, SEATS: 700, DISHES: 1900, SHIPPING: 1900 },
    FR: { GOODS: 2000, BOOKS: 550, SEATS: 550, DISHES: 1000, SHIPPING: 2000 },
  },
  elsewhere: { GOODS: 0, BOOKS: 0, SEATS: 0, DISHES: 0, SHIPPING: 0 },
};
