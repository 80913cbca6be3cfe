import { InvalidInput } from '@marquee/shared/errors';

/** A stock keeping unit as it is stored. @throws InvalidInput */
export function readSku(text: string, path: readonly (string | number)[]): string {
  const sku = text.trim();
  if (/^[a-z\d][\w./-]{0,63}$/i.test(sku)) return sku;
  throw new InvalidInput('A SKU has 1 to 64 letters, digits and . _ / - and begins with a letter or digit.', path);
}

/** By what two SKUs are the same: upper and lower case alike. */
export const skuKey = (sku: string): string => sku.toLowerCase();
