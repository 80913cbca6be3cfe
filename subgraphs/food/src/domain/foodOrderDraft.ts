import { type Address, type AddressInput, readAddress } from '@marquee/shared/address';
import { InvalidInput, PriceChanged } from '@marquee/shared/errors';
import { chooseOptions, type MenuOption, type OptionGroup } from '@marquee/shared/menu';
import { type Money, money, multiplyMoney, readFee, sameMoney, sumMoney } from '@marquee/shared/money';
import { optionalText } from '@marquee/shared/text';
import { CurrencyMismatch, ItemUnavailable, MinimumNotMet } from './errors';
import type { Fulfilment } from './foodOrderStatus';

export interface RequestedLine {
  readonly menuItemId: string;
  readonly quantity: number;
  readonly optionIds: readonly string[];
  readonly note: string | null;
  /** What one piece with its choices cost when it was put into a basket; null where the total alone is compared. */
  readonly unitPrice: Money | null;
}

/** What a customer asks for, checked as far as it can be without knowing the menu. */
export interface FoodOrderRequest {
  readonly restaurantId: string;
  readonly lines: readonly RequestedLine[];
  readonly fulfilment: Fulfilment;
  readonly deliveryAddress: Address | null;
  readonly seatBookingId: string | null;
  /** What pays for it before the kitchen sees it. */
  readonly paymentMethodId: string | null;
  readonly tip: Money | null;
  readonly note: string | null;
  readonly expectedTotal: Money;
}

export interface FoodOrderRequestInput {
  readonly restaurantId: string;
  readonly lines: readonly {
    readonly menuItemId: string;
    readonly quantity: number;
    readonly optionIds?: readonly string[] | null | undefined;
    readonly note?: string | null | undefined;
    readonly unitPrice?: Money | null | undefined;
  }[];
  /** DELIVERY when left out, as the schema says. */
  readonly fulfilment?: Fulfilment | undefined;
  readonly deliveryAddress?: AddressInput | null | undefined;
  readonly seatBookingId?: string | null | undefined;
  readonly paymentMethodId?: string | null | undefined;
  readonly tip?: Money | null | undefined;
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
  readonly optionGroups: readonly OptionGroup[];
}

/** What the restaurant asks of an order, in minor units of its currency; null is none. */
export interface FoodOrderTerms {
  readonly deliveryFeeMinor: number | null;
  /** The least that the dishes must come to. */
  readonly minimumOrderMinor: number | null;
}

export interface PricedLine {
  readonly menuItemId: string;
  readonly quantity: number;
  readonly note: string | null;
  readonly name: string;
  /** One piece with its choices. */
  readonly unitPriceMinor: number;
  readonly choices: readonly MenuOption[];
}

export interface FoodOrderDraft {
  readonly lines: readonly PricedLine[];
  readonly subtotal: Money;
  readonly deliveryFee: Money;
  readonly tip: Money;
  readonly total: Money;
}

const mostLines = 50;
const mostPieces = 50;
const tipPath = ['input', 'tip'];

/** @throws InvalidInput for a number of lines, a quantity, a choice, a text, a place or a tip that cannot be. */
export function readFoodOrderRequest(input: FoodOrderRequestInput): FoodOrderRequest {
  if (input.lines.length < 1 || input.lines.length > mostLines) {
    throw new InvalidInput(`An order has from 1 to ${mostLines} lines.`, ['input', 'lines']);
  }
  return {
    restaurantId: input.restaurantId,
    lines: input.lines.map(readLine),
    fulfilment: fulfilmentOf(input),
    deliveryAddress: readDeliveryAddress(input),
    seatBookingId: readSeatBookingId(input),
    paymentMethodId: input.paymentMethodId ?? null,
    tip: input.tip == null ? null : readFee(input.tip, tipPath),
    note: optionalText(input.note, ['input', 'note'], { max: 500, mayHaveLines: true }),
    expectedTotal: input.expectedTotal,
  };
}

function readLine(line: FoodOrderRequestInput['lines'][number], index: number): RequestedLine {
  const { menuItemId, quantity, unitPrice = null } = line;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > mostPieces) {
    throw new InvalidInput(`The quantity must be from 1 to ${mostPieces}.`, ['input', 'lines', index, 'quantity']);
  }
  const note = optionalText(line.note, ['input', 'lines', index, 'note'], { max: 300, mayHaveLines: true });
  const optionIds = line.optionIds ?? [];
  if (new Set(optionIds).size < optionIds.length) {
    throw new InvalidInput('Each option can be chosen once.', ['input', 'lines', index, 'optionIds']);
  }
  return { menuItemId, quantity, optionIds, note, unitPrice };
}

const fulfilmentOf = ({ fulfilment = 'DELIVERY' }: FoodOrderRequestInput): Fulfilment => fulfilment;

function readDeliveryAddress(input: FoodOrderRequestInput): Address | null {
  const { deliveryAddress } = input;
  const path = ['input', 'deliveryAddress'];
  if (fulfilmentOf(input) === 'DELIVERY') {
    if (deliveryAddress == null) throw new InvalidInput('A delivery needs an address.', path);
    return readAddress(deliveryAddress, path);
  }
  if (deliveryAddress != null) throw new InvalidInput('Only a delivery has an address.', path);
  return null;
}

function readSeatBookingId(input: FoodOrderRequestInput): string | null {
  const { seatBookingId = null } = input;
  const isToSeat = fulfilmentOf(input) === 'TO_SEAT';
  if (isToSeat === (seatBookingId !== null)) return seatBookingId;
  const message = isToSeat
    ? 'What is brought to a seat needs a booking.'
    : 'Only what is brought to a seat has a booking.';
  throw new InvalidInput(message, ['input', 'seatBookingId']);
}

/**
 * The order with the names and prices of this moment. The minimum is held against the dishes alone.
 * @throws ItemUnavailable naming every dish that this restaurant does not sell now | InvalidInput for choices that its
 * menu does not allow, or a tip above the subtotal | MinimumNotMet | PriceChanged
 */
export function draftFoodOrder(
  request: FoodOrderRequest,
  { deliveryFeeMinor, minimumOrderMinor }: FoodOrderTerms,
  offers: readonly Offer[],
): FoodOrderDraft {
  const lines = priceLines(request, offers);
  // One currency a restaurant: the database holds every price of a menu to it.
  const currency = offers[0]?.currency ?? request.expectedTotal.currency;
  const subtotal = sumMoney(
    lines.map(({ unitPriceMinor, quantity }) => multiplyMoney(money(unitPriceMinor, currency), quantity)),
    currency,
  );
  const tip = tipFor(request, subtotal);
  if (minimumOrderMinor !== null && subtotal.minor < minimumOrderMinor) {
    throw new MinimumNotMet(money(minimumOrderMinor, currency), subtotal);
  }
  const deliveryFee = money(request.fulfilment === 'DELIVERY' ? (deliveryFeeMinor ?? 0) : 0, currency);
  const total = sumMoney([subtotal, deliveryFee, tip], currency);
  if (!sameMoney(total, request.expectedTotal)) throw new PriceChanged(request.expectedTotal, total);
  return { lines, subtotal, deliveryFee, tip, total };
}

function priceLines({ restaurantId, lines }: FoodOrderRequest, offers: readonly Offer[]): PricedLine[] {
  const sold = new Map(
    offers
      .filter((offer) => offer.restaurantId === restaurantId && offer.isAvailable)
      .map((offer) => [offer.id, offer]),
  );
  const missing = lines.filter(({ menuItemId }) => !sold.has(menuItemId)).map(({ menuItemId }) => menuItemId);
  if (missing.length > 0) throw new ItemUnavailable(missing);
  return lines.flatMap((line, index) => {
    const offer = sold.get(line.menuItemId);
    return offer === undefined ? [] : [priceLine(line, offer, index)];
  });
}

function priceLine(line: RequestedLine, offer: Offer, index: number): PricedLine {
  const { menuItemId, quantity, optionIds, note, unitPrice: shownPrice } = line;
  const choices = chooseOptions(offer.optionGroups, optionIds, ['input', 'lines', index, 'optionIds']);
  const unitPriceMinor = choices.reduce((sum, { priceDeltaMinor }) => sum + priceDeltaMinor, offer.priceMinor);
  const unitPrice = money(unitPriceMinor, offer.currency);
  if (shownPrice !== null && !sameMoney(shownPrice, unitPrice)) {
    throw new PriceChanged(shownPrice, unitPrice, ['input', 'lines', index, 'unitPrice']);
  }
  return { menuItemId, quantity, note, name: offer.name, unitPriceMinor, choices };
}

/** A tip above the price of the dishes is taken for a slip of the finger. */
function tipFor({ tip }: FoodOrderRequest, subtotal: Money): Money {
  if (tip === null) return money(0, subtotal.currency);
  if (tip.currency !== subtotal.currency) throw new CurrencyMismatch(subtotal.currency, tipPath);
  if (tip.minor > subtotal.minor) {
    throw new InvalidInput('The tip can be at most as much as the dishes cost.', [...tipPath, 'minor']);
  }
  return tip;
}
