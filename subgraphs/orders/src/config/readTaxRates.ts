import { z } from 'zod';
import type { TaxRates } from '../domain/tax';

const basisPoints = z.int().min(0).max(10_000);
const ofCountry = z.strictObject({
  GOODS: basisPoints,
  BOOKS: basisPoints,
  SEATS: basisPoints,
  DISHES: basisPoints,
  SHIPPING: basisPoints,
});

const rates = z.strictObject({ countries: z.record(z.string().regex(/^[A-Z]{2}$/), ofCountry), elsewhere: ofCountry });

/** @throws ZodError for another form */
export function readTaxRates(value: unknown): TaxRates {
  return rates.parse(value);
}
