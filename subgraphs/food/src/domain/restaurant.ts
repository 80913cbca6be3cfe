import { InvalidInput } from '@marquee/shared/errors';
import type { Money } from '@marquee/shared/money';
import { requireText } from '@marquee/shared/text';
import { type Address, type AddressInput, readAddress } from './address';
import { CurrencyMismatch } from './errors';
import { checkOpeningHours, type OpeningWindow } from './openingHours';
import { readFee } from './price';

/** A restaurant as it is set up; money in minor units of its one currency, null until a price settles it. */
export interface RestaurantProfile {
  readonly name: string;
  readonly address: Address;
  readonly phone: string | null;
  readonly cuisines: string[];
  readonly timeZone: string;
  readonly openingHours: OpeningWindow[];
  readonly prepMinutes: number;
  readonly currency: string | null;
  readonly deliveryFeeMinor: number | null;
}

export interface RestaurantProfileInput {
  readonly name: string;
  readonly address: AddressInput;
  readonly phone?: string | null | undefined;
  readonly cuisines?: readonly string[] | null | undefined;
  readonly openingHours?: readonly OpeningWindow[] | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly prepMinutes?: number | null | undefined;
  readonly deliveryFee?: Money | null | undefined;
}

const blank: Omit<RestaurantProfile, 'name' | 'address'> = {
  phone: null,
  cuisines: [],
  timeZone: 'UTC',
  openingHours: [],
  prepMinutes: 20,
  currency: null,
  deliveryFeeMinor: null,
};

/**
 * The profile with the input's changes; what is left out stays, or is blank for a new restaurant. Null takes the phone
 * or the delivery fee away. @throws InvalidInput | CurrencyMismatch for a fee in another currency than the menu's
 */
export function changeRestaurant(
  current: RestaurantProfile | null,
  input: RestaurantProfileInput,
  menuCurrency: string | null,
): RestaurantProfile {
  const before = current ?? blank;
  const changed: RestaurantProfile = {
    name: requireText(input.name, ['input', 'name'], { max: 120 }),
    address: readAddress(input.address, ['input', 'address']),
    phone: input.phone === undefined ? before.phone : input.phone,
    cuisines: input.cuisines == null ? before.cuisines : readCuisines(input.cuisines),
    timeZone: input.timeZone ?? before.timeZone,
    openingHours: (input.openingHours ?? before.openingHours).map(({ weekday, opens, closes }) => ({
      weekday,
      opens,
      closes,
    })),
    prepMinutes: readPrepMinutes(input.prepMinutes ?? before.prepMinutes),
    ...feeAfter(before, input.deliveryFee, menuCurrency),
  };
  checkOpeningHours(changed);
  return changed;
}

function feeAfter(
  { currency, deliveryFeeMinor }: Pick<RestaurantProfile, 'currency' | 'deliveryFeeMinor'>,
  fee: Money | null | undefined,
  menuCurrency: string | null,
): Pick<RestaurantProfile, 'currency' | 'deliveryFeeMinor'> {
  if (fee === undefined) return { currency, deliveryFeeMinor };
  // Without a menu only the fee itself was in that currency, so another fee may bring another.
  if (fee === null) return { currency: menuCurrency, deliveryFeeMinor: null };
  const read = readFee(fee, ['input', 'deliveryFee']);
  if (menuCurrency !== null && read.currency !== menuCurrency) {
    throw new CurrencyMismatch(menuCurrency, ['input', 'deliveryFee']);
  }
  return { currency: read.currency, deliveryFeeMinor: read.minor };
}

function readCuisines(cuisines: readonly string[]): string[] {
  const path = ['input', 'cuisines'];
  if (cuisines.length > 10) throw new InvalidInput('There can be at most 10 cuisines.', path);
  return [...new Set(cuisines.map((cuisine, index) => requireText(cuisine, [...path, index], { max: 40 })))];
}

function readPrepMinutes(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 600) return minutes;
  throw new InvalidInput('The time must be from 1 to 600 minutes.', ['input', 'prepMinutes']);
}
