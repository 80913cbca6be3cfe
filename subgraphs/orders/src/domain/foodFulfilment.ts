import { type Address, type AddressInput, readAddress } from '@marquee/shared/address';
import { InvalidInput } from '@marquee/shared/errors';
import { type Money, readFee } from '@marquee/shared/money';
import { optionalText } from '@marquee/shared/text';
import { CurrencyMismatch } from './errors';

export type Fulfilment = 'DELIVERY' | 'PICKUP' | 'DINE_IN' | 'TO_SEAT';

export interface FoodFulfilmentInput {
  /** DELIVERY when left out, as the schema says. */
  readonly fulfilment?: Fulfilment | undefined;
  readonly deliveryAddress?: AddressInput | null | undefined;
  readonly seatHoldId?: string | null | undefined;
  readonly bookingId?: string | null | undefined;
  readonly tip?: Money | null | undefined;
  readonly note?: string | null | undefined;
}

/** How dishes get to the customer, checked as far as it can be without knowing the basket. */
export interface FoodFulfilment {
  readonly fulfilment: Fulfilment;
  readonly deliveryAddress: Address | null;
  readonly seatHoldId: string | null;
  readonly bookingId: string | null;
  readonly tip: Money | null;
  readonly note: string | null;
}

const path = ['input', 'food'];
const tipPath = [...path, 'tip'];

/** @throws InvalidInput for a part that is wrong or does not go with the rest */
export function readFoodFulfilment(input: FoodFulfilmentInput, shippingAddress: Address | null): FoodFulfilment {
  const { fulfilment = 'DELIVERY', seatHoldId = null, bookingId = null } = input;
  if (fulfilment !== 'TO_SEAT' && (seatHoldId !== null || bookingId !== null)) {
    throw new InvalidInput('Only what is brought to seats goes with a hold or a booking.', [...path, 'fulfilment']);
  }
  if (seatHoldId !== null && bookingId !== null) {
    throw new InvalidInput('Name the hold or the booking, not both.', [...path, 'bookingId']);
  }
  return {
    fulfilment,
    deliveryAddress: readDeliveryAddress(input, fulfilment, shippingAddress),
    seatHoldId,
    bookingId,
    tip: input.tip == null ? null : readFee(input.tip, tipPath),
    note: optionalText(input.note, [...path, 'note'], { max: 500, mayHaveLines: true }),
  };
}

/** What the tip comes to. @throws CurrencyMismatch | InvalidInput: above the price of the dishes it is a slip of the finger */
export function tipMinorFor({ tip }: Pick<FoodFulfilment, 'tip'>, dishesMinor: number, currency: string): number {
  if (tip === null) return 0;
  if (tip.currency !== currency) throw new CurrencyMismatch(currency, tipPath);
  if (tip.minor <= dishesMinor) return tip.minor;
  throw new InvalidInput('The tip can be at most as much as the dishes cost.', [...tipPath, 'minor']);
}

function readDeliveryAddress(
  { deliveryAddress }: FoodFulfilmentInput,
  fulfilment: Fulfilment,
  shippingAddress: Address | null,
): Address | null {
  const addressPath = [...path, 'deliveryAddress'];
  if (fulfilment !== 'DELIVERY') {
    if (deliveryAddress != null) throw new InvalidInput('Only a delivery has an address.', addressPath);
    return null;
  }
  const address = deliveryAddress == null ? shippingAddress : readAddress(deliveryAddress, addressPath);
  if (address === null) throw new InvalidInput('A delivery needs an address.', addressPath);
  return address;
}
