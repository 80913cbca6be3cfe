import { type Address, type AddressInput, readAddress } from '@marquee/shared/address';
import { InvalidInput } from '@marquee/shared/errors';
import { type Money, readFee } from '@marquee/shared/money';
import { requireText } from '@marquee/shared/text';
import type { OpeningWindow } from '@marquee/shared/time';
import { CurrencyMismatch } from './errors';
import { type GeoPoint, readGeoPoint } from './geoPoint';
import { checkOpeningHours } from './openingHours';

/** A restaurant as it is set up; money in minor units of its one currency, null until a price settles it. */
export interface RestaurantProfile {
  readonly name: string;
  readonly address: Address;
  readonly phone: string | null;
  /** Both or neither; see `GeoPoint`. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly cuisines: string[];
  readonly timeZone: string;
  readonly openingHours: OpeningWindow[];
  readonly prepMinutes: number;
  readonly currency: string | null;
  readonly minimumOrderMinor: number | null;
  readonly deliveryFeeMinor: number | null;
}

export interface RestaurantProfileInput {
  readonly name: string;
  readonly address: AddressInput;
  readonly phone?: string | null | undefined;
  readonly location?: GeoPoint | null | undefined;
  readonly cuisines?: readonly string[] | null | undefined;
  readonly openingHours?: readonly OpeningWindow[] | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly prepMinutes?: number | null | undefined;
  readonly minimumOrder?: Money | null | undefined;
  readonly deliveryFee?: Money | null | undefined;
}

const blank: Omit<RestaurantProfile, 'name' | 'address'> = {
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
};

/**
 * The profile with the input's changes; what is left out stays, or is blank for a new restaurant. Null takes
 * the phone, the location, the minimum or the fee away.
 * @throws InvalidInput | CurrencyMismatch for an amount in another currency than the menu's
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
    ...placeAfter(before, input.location),
    cuisines: input.cuisines == null ? before.cuisines : readCuisines(input.cuisines),
    timeZone: input.timeZone ?? before.timeZone,
    openingHours: (input.openingHours ?? before.openingHours).map(({ weekday, opens, closes }) => ({
      weekday,
      opens,
      closes,
    })),
    prepMinutes: readPrepMinutes(input.prepMinutes ?? before.prepMinutes),
    ...amountsAfter(before, input, menuCurrency),
  };
  checkOpeningHours(changed);
  return changed;
}

function placeAfter(
  { latitude, longitude }: Pick<RestaurantProfile, 'latitude' | 'longitude'>,
  location: GeoPoint | null | undefined,
): Pick<RestaurantProfile, 'latitude' | 'longitude'> {
  if (location === undefined) return { latitude, longitude };
  return location === null ? { latitude: null, longitude: null } : readGeoPoint(location, ['input', 'location']);
}

type Amounts = Pick<RestaurantProfile, 'currency' | 'minimumOrderMinor' | 'deliveryFeeMinor'>;

/** Without a menu only these amounts settle the currency, so that both changed at once may bring another. */
function amountsAfter(before: Amounts, input: RestaurantProfileInput, menuCurrency: string | null): Amounts {
  const kept = [
    ...(input.minimumOrder === undefined ? [before.minimumOrderMinor] : []),
    ...(input.deliveryFee === undefined ? [before.deliveryFeeMinor] : []),
  ];
  const keptCurrency = kept.every((minor) => minor === null) ? null : before.currency;
  const given = Object.entries({ minimumOrder: input.minimumOrder, deliveryFee: input.deliveryFee }).flatMap(
    ([name, amount]) => (amount == null ? [] : [{ path: ['input', name], amount }]),
  );
  const currency = menuCurrency ?? keptCurrency ?? given[0]?.amount.currency ?? null;
  for (const { path, amount } of given) {
    readFee(amount, path);
    if (currency !== null && amount.currency !== currency) throw new CurrencyMismatch(currency, path);
  }
  return {
    currency,
    minimumOrderMinor: minorAfter(before.minimumOrderMinor, input.minimumOrder),
    deliveryFeeMinor: minorAfter(before.deliveryFeeMinor, input.deliveryFee),
  };
}

function minorAfter(before: number | null, given: Money | null | undefined): number | null {
  return given === undefined ? before : (given?.minor ?? null);
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
