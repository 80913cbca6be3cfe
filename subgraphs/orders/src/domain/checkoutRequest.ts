import { type Address, type AddressInput, readAddress } from '@marquee/shared/address';
import { InvalidInput } from '@marquee/shared/errors';
import type { Money } from '@marquee/shared/money';
import { mostLines, readQuantity } from './cart';
import { type FoodFulfilment, type FoodFulfilmentInput, readFoodFulfilment } from './foodFulfilment';

interface AddressesInput {
  readonly shippingAddress?: AddressInput | null | undefined;
  readonly billingAddress?: AddressInput | null | undefined;
}

interface Addresses {
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
}

export interface CheckoutInput extends AddressesInput {
  readonly cartVersion: number;
  readonly expectedTotal: Money;
  readonly paymentMethodId: string;
  readonly food?: FoodFulfilmentInput | null | undefined;
}

/** What a customer asks for at the till, checked as far as it can be without knowing the basket. */
export interface CheckoutRequest extends Addresses {
  readonly cartVersion: number;
  readonly expectedTotal: Money;
  readonly paymentMethodId: string;
  readonly food: FoodFulfilment | null;
}

export interface OrderCreateInput extends AddressesInput {
  readonly items: readonly { readonly catalogItemId: string; readonly quantity: number }[];
  readonly paymentMethodId?: string | null | undefined;
  readonly expectedTotal?: Money | null | undefined;
}

/** An order of goods in one step. Without an address it is fetched from the shop. */
export interface OrderRequest extends Addresses {
  readonly items: readonly { readonly itemId: string; readonly quantity: number }[];
  readonly paymentMethodId: string | null;
  readonly expectedTotal: Money | null;
}

const itemsPath = ['input', 'items'];

/** @throws InvalidInput for an address or a way of the dishes that cannot be */
export function readCheckout(input: CheckoutInput): CheckoutRequest {
  const { cartVersion, expectedTotal, paymentMethodId, food } = input;
  const addresses = readAddresses(input);
  return {
    ...addresses,
    cartVersion,
    expectedTotal,
    paymentMethodId,
    food: food == null ? null : readFoodFulfilment(food, addresses.shippingAddress),
  };
}

/** What is named twice is added up. @throws InvalidInput */
export function readOrderRequest(input: OrderCreateInput): OrderRequest {
  const { items, paymentMethodId = null, expectedTotal = null } = input;
  if (items.length < 1 || items.length > mostLines) {
    throw new InvalidInput(`An order has from 1 to ${mostLines} items.`, itemsPath);
  }
  const quantities = new Map<string, number>();
  items.forEach(({ catalogItemId, quantity }, index) => {
    const path = [...itemsPath, index, 'quantity'];
    const sum = readQuantity(quantity, path) + (quantities.get(catalogItemId) ?? 0);
    quantities.set(catalogItemId, readQuantity(sum, path));
  });
  return {
    ...readAddresses(input),
    items: [...quantities].map(([itemId, quantity]) => ({ itemId, quantity })),
    paymentMethodId,
    expectedTotal,
  };
}

function readAddresses({ shippingAddress, billingAddress }: AddressesInput): Addresses {
  const read = (address: AddressInput | null | undefined, name: string) =>
    address == null ? null : readAddress(address, ['input', name]);
  return {
    shippingAddress: read(shippingAddress, 'shippingAddress'),
    billingAddress: read(billingAddress, 'billingAddress'),
  };
}
