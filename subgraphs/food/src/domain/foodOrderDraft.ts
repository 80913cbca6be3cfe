import { InvalidInput } from '@marquee/shared/errors';
import { addMoney, type Money, money, multiplyMoney, sameMoney, sumMoney } from '@marquee/shared/money';
import { optionalText } from '@marquee/shared/text';
import { type Address, type AddressInput, readAddress } from './address';
import { ItemUnavailable, PriceChanged } from './errors';
import type { Fulfilment } from './foodOrderStatus';

export interface RequestedLine {
  readonly menuItemId: string;
  readonly quantity: number;
  readonly note: string | null;
}

/** What a customer asks for, checked as far as it can be without knowing the menu. */
export interface FoodOrderRequest {
  readonly restaurantId: string;
  readonly lines: readonly RequestedLine[];
  readonly fulfilment: Fulfilment;
  readonly deliveryAddress: Address | null;
  readonly note: string | null;
  readonly expectedTotal: Money;
}

export interface FoodOrderRequestInput {
  readonly restaurantId: string;
  readonly lines: readonly {
    readonly menuItemId: string;
    readonly quantity: number;
    readonly note?: string | null | undefined;
  }[];
  /** DELIVERY when left out, as the schema says. */
  readonly fulfilment?: Fulfilment | undefined;
  readonly deliveryAddress?: AddressInput | null | undefined;
  readonly note?: string | null | undefined;
  readonly expectedTotal: Money;
}

/** A dish as the restaurant sells it now. */
export interface Offer {
  readonly id: string;
  readonly restaurantId: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly isAvailable: boolean;
}

export interface PricedLine extends RequestedLine {
  readonly name: string;
  readonly unitPriceMinor: number;
}

export interface FoodOrderDraft {
  readonly lines: readonly PricedLine[];
  readonly subtotal: Money;
  readonly deliveryFee: Money;
  readonly total: Money;
}

const mostLines = 50;
const mostPieces = 50;

/** @throws InvalidInput for a number of lines, a quantity, a text or an address that cannot be. */
export function readFoodOrderRequest(input: FoodOrderRequestInput): FoodOrderRequest {
  if (input.lines.length < 1 || input.lines.length > mostLines) {
    throw new InvalidInput(`An order has from 1 to ${mostLines} lines.`, ['input', 'lines']);
  }
  return {
    restaurantId: input.restaurantId,
    lines: input.lines.map(readLine),
    fulfilment: fulfilmentOf(input),
    deliveryAddress: readDeliveryAddress(input),
    note: optionalText(input.note, ['input', 'note'], { max: 500, mayHaveLines: true }),
    expectedTotal: input.expectedTotal,
  };
}

function readLine(line: FoodOrderRequestInput['lines'][number], index: number): RequestedLine {
  const { menuItemId, quantity } = line;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > mostPieces) {
    throw new InvalidInput(`The quantity must be from 1 to ${mostPieces}.`, ['input', 'lines', index, 'quantity']);
  }
  const note = optionalText(line.note, ['input', 'lines', index, 'note'], { max: 300, mayHaveLines: true });
  return { menuItemId, quantity, note };
}

const fulfilmentOf = ({ fulfilment = 'DELIVERY' }: FoodOrderRequestInput): Fulfilment => fulfilment;

function readDeliveryAddress(input: FoodOrderRequestInput): Address | null {
  const { deliveryAddress } = input;
  const path = ['input', 'deliveryAddress'];
  if (fulfilmentOf(input) === 'DELIVERY') {
    if (deliveryAddress == null) throw new InvalidInput('A delivery needs an address.', path);
    return readAddress(deliveryAddress, path);
  }
  if (deliveryAddress != null) throw new InvalidInput('A pickup has no delivery address.', path);
  return null;
}

/**
 * The order with the names and prices of this moment. The fee is the restaurant's for a delivery; null is none.
 * @throws ItemUnavailable naming every dish that this restaurant does not sell now | PriceChanged
 */
export function draftFoodOrder(
  request: FoodOrderRequest,
  deliveryFeeMinor: number | null,
  offers: readonly Offer[],
): FoodOrderDraft {
  const lines = priceLines(request, offers);
  // One currency a restaurant: the database holds every price of a menu to it.
  const currency = offers[0]?.currency ?? request.expectedTotal.currency;
  const subtotal = sumMoney(
    lines.map(({ unitPriceMinor, quantity }) => multiplyMoney(money(unitPriceMinor, currency), quantity)),
    currency,
  );
  const deliveryFee = money(request.fulfilment === 'DELIVERY' ? (deliveryFeeMinor ?? 0) : 0, currency);
  const total = addMoney(subtotal, deliveryFee);
  if (!sameMoney(total, request.expectedTotal)) throw new PriceChanged(request.expectedTotal, total);
  return { lines, subtotal, deliveryFee, total };
}

function priceLines({ restaurantId, lines }: FoodOrderRequest, offers: readonly Offer[]): PricedLine[] {
  const sold = new Map(
    offers
      .filter((offer) => offer.restaurantId === restaurantId && offer.isAvailable)
      .map((offer) => [offer.id, offer]),
  );
  const missing = lines.filter(({ menuItemId }) => !sold.has(menuItemId)).map(({ menuItemId }) => menuItemId);
  if (missing.length > 0) throw new ItemUnavailable(missing);
  return lines.flatMap((line) => {
    const offer = sold.get(line.menuItemId);
    return offer === undefined ? [] : [{ ...line, name: offer.name, unitPriceMinor: offer.priceMinor }];
  });
}
