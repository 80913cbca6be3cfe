import { InvalidInput } from '@marquee/shared/errors';
import { readQuantity } from './stock';

/** ACTIVE keeps pieces; COMMITTED sold them; RELEASED and EXPIRED gave them back. */
export type ReservationState = 'ACTIVE' | 'COMMITTED' | 'RELEASED' | 'EXPIRED';

/** So many pieces of an item. */
export interface StockLine {
  readonly itemId: string;
  readonly quantity: number;
}

const mostLines = 100;

/** One line an item, in the order of their ids, in which they are locked. @throws InvalidInput */
export function readLines(lines: readonly StockLine[]): StockLine[] {
  if (lines.length < 1 || lines.length > mostLines) {
    throw new InvalidInput(`There must be from 1 to ${mostLines} lines.`, ['lines']);
  }
  const quantities = new Map<string, number>();
  lines.forEach(({ itemId, quantity }, index) => {
    const path = ['lines', index, 'quantity'];
    quantities.set(itemId, readQuantity((quantities.get(itemId) ?? 0) + readQuantity(quantity, path), path));
  });
  return [...quantities]
    .map(([itemId, quantity]) => ({ itemId, quantity }))
    .toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
}

export const sameLines = (a: readonly StockLine[], b: readonly StockLine[]): boolean =>
  a.length === b.length &&
  a.every(({ itemId, quantity }, index) => b[index]?.itemId === itemId && b[index].quantity === quantity);
