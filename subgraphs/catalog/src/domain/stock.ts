import { InvalidInput } from '@marquee/shared/errors';
import { InsufficientStock } from './errors';

export type StockStatus = 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK' | 'DISCONTINUED';
export type MovementKind = 'RECEIPT' | 'ADJUSTMENT' | 'RESERVATION' | 'RELEASE' | 'SALE' | 'RETURN';

/** What is counted of an item. What is available is on hand and not reserved. */
export interface StockCount {
  readonly itemId: string;
  /** Pieces in the house. */
  readonly onHand: number;
  /** Pieces of these that are promised to checkouts. */
  readonly reserved: number;
  /** From so many available pieces on the stock counts as low. */
  readonly lowStockThreshold: number;
}

/** How much there is of an item, for those who want to buy it. */
export interface StockLevel extends StockCount {
  readonly status: StockStatus;
  readonly available: number;
}

/** A step of an item's history. The deltas of all its steps add up to what is available. */
export interface Movement {
  readonly kind: MovementKind;
  readonly delta: number;
  readonly balanceAfter: number;
}

/** A count after a change, and the steps that lead there. */
export interface StockChange {
  readonly count: StockCount;
  readonly movements: readonly Movement[];
}

const mostPieces = 1_000_000;

export const availableOf = ({ onHand, reserved }: Pick<StockCount, 'onHand' | 'reserved'>): number => onHand - reserved;

/** `isForSale` is false for what is archived or not active: that is discontinued, however much there is. */
export function stockLevel(count: StockCount, isForSale: boolean): StockLevel {
  const available = availableOf(count);
  return { ...count, available, status: isForSale ? statusOf(available, count.lowStockThreshold) : 'DISCONTINUED' };
}

function statusOf(available: number, lowStockThreshold: number): StockStatus {
  if (available === 0) return 'OUT_OF_STOCK';
  return available <= lowStockThreshold ? 'LOW' : 'IN_STOCK';
}

/** A number of pieces in the house. @throws InvalidInput unless it is from 0 to a million */
export function readPieces(pieces: number, path: readonly (string | number)[]): number {
  if (Number.isInteger(pieces) && pieces >= 0 && pieces <= mostPieces) return pieces;
  throw new InvalidInput(`This must be from 0 to ${mostPieces} pieces.`, path);
}

/** A number of pieces that somebody wants. @throws InvalidInput unless it is from 1 to a million */
export function readQuantity(quantity: number, path: readonly (string | number)[]): number {
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= mostPieces) return quantity;
  throw new InvalidInput(`The quantity must be from 1 to ${mostPieces}.`, path);
}

/** The pieces of an item that is new. */
export function receive(count: StockCount, pieces: number): StockChange {
  return step({ ...count, onHand: count.onHand + pieces }, [['RECEIPT', pieces]]);
}

/** After counting; without a movement when so many were there. @throws InsufficientStock for fewer than are reserved */
export function setOnHand(count: StockCount, onHand: number): StockChange {
  if (onHand < count.reserved) {
    const shortage = { itemId: count.itemId, requested: count.reserved, available: onHand };
    throw new InsufficientStock([shortage], ['input', 'onHand']);
  }
  return step({ ...count, onHand }, [['ADJUSTMENT', onHand - count.onHand]]);
}

/** @throws InvalidInput for no change, or more than a shelf can hold | InsufficientStock for more than is available */
export function adjust(count: StockCount, delta: number): StockChange {
  const path = ['input', 'delta'];
  if (delta === 0) throw new InvalidInput('A change of nothing is none.', path);
  // The answer to a shortage says what was asked for, in an Int: without its sign the lowest Int is none.
  if (Math.abs(delta) > mostPieces)
    throw new InvalidInput(`This must be at most ${mostPieces} pieces, in or out.`, path);
  const available = availableOf(count);
  if (available + delta < 0) {
    throw new InsufficientStock([{ itemId: count.itemId, requested: -delta, available }], path);
  }
  return step({ ...count, onHand: readPieces(count.onHand + delta, path) }, [['ADJUSTMENT', delta]]);
}

/** Promises pieces; the caller has seen that there are so many. */
export function reserve(count: StockCount, quantity: number): StockChange {
  return step({ ...count, reserved: count.reserved + quantity }, [['RESERVATION', -quantity]]);
}

/** Takes a promise back. */
export function release(count: StockCount, quantity: number): StockChange {
  return step({ ...count, reserved: count.reserved - quantity }, [['RELEASE', quantity]]);
}

/** Hands over what was promised: it is released and leaves the house in one. */
export function sell(count: StockCount, quantity: number): StockChange {
  const sold = { ...count, onHand: count.onHand - quantity, reserved: count.reserved - quantity };
  return step(sold, [
    ['RELEASE', quantity],
    ['SALE', -quantity],
  ]);
}

/** Takes back what was sold. */
export function takeBack(count: StockCount, quantity: number): StockChange {
  return step({ ...count, onHand: count.onHand + quantity }, [['RETURN', quantity]]);
}

/** The movements end at what is available after them; what moves nothing is none. */
function step(count: StockCount, moves: readonly (readonly [MovementKind, number])[]): StockChange {
  let balance = availableOf(count) - moves.reduce((total, [, delta]) => total + delta, 0);
  const movements = moves.map(([kind, delta]) => {
    balance += delta;
    return { kind, delta, balanceAfter: balance };
  });
  return { count, movements: movements.filter(({ delta }) => delta !== 0) };
}
