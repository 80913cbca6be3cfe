import { isCurrency } from '@marquee/shared/money';
import { z } from 'zod';
import type { ShippingTariff } from '../domain/shipping';

const amount = z.int().min(0).max(1_000_000);
const country = z.string().regex(/^[A-Z]{2}$/);
const currency = z.string().refine(isCurrency);

const tariff = z.strictObject({
  homeCountry: country,
  homeCurrency: currency,
  assumedWeightGrams: z.int().min(1).max(1_000_000),
  zones: z
    .array(
      z.strictObject({
        countries: z.union([z.literal('ANY'), z.array(country).min(1)]),
        rates: z.record(
          currency,
          z.strictObject({
            firstKilogramMinor: amount,
            furtherKilogramMinor: amount,
            freeFromMinor: z.int().min(1).nullable(),
          }),
        ),
      }),
    )
    .min(1),
});

/** @throws ZodError for another form */
export function readShippingTariff(value: unknown): ShippingTariff {
  return tariff.parse(value);
}
