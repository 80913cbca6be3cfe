import type { CartLine } from './cart';
import type { OrderLine } from './order';

/** The lines of a basket of which these were ordered: no tip, which is given at the till, and of the seats those still held. */
export function basketLines(
  ordered: readonly OrderLine[],
  heldIds: readonly string[],
): readonly Omit<CartLine, 'id' | 'cartId'>[] {
  return ordered.flatMap(({ kind, subjectId, optionIds, note, quantity, unitPriceMinor, amountMinor }) => {
    if (kind === 'TIP' || subjectId === null) return [];
    if (kind === 'SEATS' && !heldIds.includes(subjectId)) return [];
    const seenPriceMinor = kind === 'SEATS' ? amountMinor : unitPriceMinor;
    return [{ kind, subjectId, optionIds, note, quantity, seenPriceMinor }];
  });
}
