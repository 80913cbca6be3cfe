import { optionalText, requireText } from '../text';

/** A postal address, kept as it was given. */
export interface Address {
  readonly recipient: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export type AddressInput = { readonly [K in 'line1' | 'city' | 'country']: string } & {
  readonly [K in 'recipient' | 'line2' | 'region' | 'postalCode']?: string | null | undefined;
};

const max = 120;

/** The address trimmed. @throws InvalidInput for an empty, over-long or unprintable part. */
export function readAddress(input: AddressInput, path: readonly (string | number)[]): Address {
  const optional = (name: 'recipient' | 'line2' | 'region' | 'postalCode') =>
    optionalText(input[name], [...path, name], { max });
  return {
    recipient: optional('recipient'),
    line1: requireText(input.line1, [...path, 'line1'], { max }),
    line2: optional('line2'),
    city: requireText(input.city, [...path, 'city'], { max }),
    region: optional('region'),
    postalCode: optional('postalCode'),
    country: input.country.toUpperCase(),
  };
}
