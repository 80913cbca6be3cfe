import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { chooseOptions } from '@marquee/shared/menu';
import { CurrencyMismatch } from './errors';
import { type DishOffer, type HeldSeats, type ItemOffer, itemPriceIn, type Offers } from './offers';
import type { PricedLine } from './pricing';

/** Somebody's basket, or with nobody's name on it that of whoever knows its id. */
export interface Cart {
  readonly id: string;
  readonly customerId: string | null;
  /** Of all its prices; null while it is empty. */
  readonly currency: string | null;
  /** 1 when made, one more with every change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type CartLineKind = 'ITEM' | 'SEATS' | 'DISH';

export interface CartLine {
  readonly id: string;
  readonly cartId: string;
  readonly kind: CartLineKind;
  /** The item, the hold or the menu item. */
  readonly subjectId: string;
  /** Of a dish, in the order of ids. */
  readonly optionIds: readonly string[];
  /** What the kitchen is to know of a dish. */
  readonly note: string | null;
  /** Pieces; seats of a hold. */
  readonly quantity: number;
  /** Of one piece, or of all seats, when the customer last touched the line. */
  readonly seenPriceMinor: number;
}

/** A line with what it is called and costs now. */
export interface QuotedLine extends PricedLine {
  readonly line: CartLine;
  readonly title: string;
  /** Of seats with different prices the average, rounded down. */
  readonly unitPriceMinor: number;
  /** It is not sold any more, or not like this: it stands at the price that it had. */
  readonly isGone: boolean;
  /** Until when seats are held; null for what is not held. */
  readonly expiresAt: Date | null;
}

/** Whether two lines are of the very same thing, so that one line stands for both. */
export function isSameThing(one: Thing, other: Thing): boolean {
  return (
    one.kind === other.kind &&
    one.subjectId === other.subjectId &&
    one.note === other.note &&
    one.optionIds.join() === other.optionIds.join()
  );
}

type Thing = Pick<CartLine, 'kind' | 'subjectId' | 'optionIds' | 'note'>;
type Path = readonly (string | number)[];

const mostPieces = 50;
export const mostLines = 50;

/** Whether the basket is there for the viewer: one that belongs to somebody is for them alone. */
export function mayUseCart(viewer: Viewer | null, { customerId }: Pick<Cart, 'customerId'>): boolean {
  return customerId === null || customerId === viewer?.userId;
}

/** @throws InvalidInput unless it is from `least` to 50 */
export function readQuantity(quantity: number, path: Path, least = 1): number {
  if (Number.isInteger(quantity) && quantity >= least && quantity <= mostPieces) return quantity;
  throw new InvalidInput(`The quantity must be from ${least} to ${mostPieces}.`, path);
}

/** The price of one piece in that currency. @throws CurrencyMismatch */
export function priceOfItem(item: ItemOffer, currency: string, path: Path): number {
  const price = itemPriceIn(item, currency);
  if (price === null) throw new CurrencyMismatch(currency, path);
  return price;
}

/** The price of one piece with these choices. @throws InvalidInput for choices that the menu does not allow */
export function priceOfDish({ priceMinor, optionGroups }: DishOffer, optionIds: readonly string[], path: Path): number {
  const choices = chooseOptions(optionGroups, optionIds, path);
  return choices.reduce((sum, { priceDeltaMinor }) => sum + priceDeltaMinor, priceMinor);
}

/** What the line is called and costs now, in the basket's currency. */
export function quoteLine(line: CartLine, offers: Offers, currency: string, assumedWeightGrams: number): QuotedLine {
  const { kind, subjectId } = line;
  if (kind === 'DISH') return quoteDish(line, offers.dishes.get(subjectId), currency);
  if (kind === 'SEATS') return quoteSeats(line, offers.holds.get(subjectId), currency);
  return quoteItem(line, offers.items.get(subjectId), currency, assumedWeightGrams);
}

function quoteItem(line: CartLine, item: ItemOffer | undefined, currency: string, assumedGrams: number): QuotedLine {
  const price = item?.isActive ? itemPriceIn(item, currency) : null;
  return {
    ...byPiece(line, price),
    taxKind: item?.kind === 'BOOK' ? 'BOOKS' : 'GOODS',
    weightGrams: (item?.weightGrams ?? assumedGrams) * line.quantity,
    title: item?.title ?? '',
  };
}

function quoteDish(line: CartLine, dish: DishOffer | undefined, currency: string): QuotedLine {
  const price = dish?.isAvailable && dish.currency === currency ? choicePrice(dish, line.optionIds) : null;
  return { ...byPiece(line, price), taxKind: 'DISHES', weightGrams: 0, title: dish?.name ?? '' };
}

function quoteSeats(line: CartLine, hold: HeldSeats | undefined, currency: string): QuotedLine {
  const isGone = hold?.currency !== currency;
  const amountMinor = isGone ? line.seenPriceMinor : hold.totalMinor;
  return {
    id: line.id,
    line,
    amountMinor,
    unitPriceMinor: Math.floor(amountMinor / line.quantity),
    taxKind: 'SEATS',
    weightGrams: 0,
    title: hold?.title ?? '',
    isGone,
    expiresAt: hold?.expiresAt ?? null,
  };
}

function byPiece(
  line: CartLine,
  price: number | null,
): Pick<QuotedLine, 'id' | 'line' | 'unitPriceMinor' | 'amountMinor' | 'isGone' | 'expiresAt'> {
  const unitPriceMinor = price ?? line.seenPriceMinor;
  const amountMinor = unitPriceMinor * line.quantity;
  return { id: line.id, line, unitPriceMinor, amountMinor, isGone: price === null, expiresAt: null };
}

/** Null when the menu has changed so that it cannot be chosen like this any more. */
function choicePrice(dish: DishOffer, optionIds: readonly string[]): number | null {
  try {
    return priceOfDish(dish, optionIds, []);
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}
