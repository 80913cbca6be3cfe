import { isItemId } from '../../domain/catalogItem';
import type { StockShortage } from '../../domain/errors';
import { readLines, type StockLine } from '../../domain/reservation';
import { stockRepository } from '../../persistence/stockRepository';
import type { CatalogServices } from '../services';
import { findShortages } from './findShortages';

/** What these lines could not be sold for at this moment. It promises nothing: see `reserveStock`. @throws InvalidInput */
export async function checkAvailability(
  { db }: CatalogServices,
  wanted: readonly StockLine[],
): Promise<StockShortage[]> {
  if (wanted.length === 0) return [];
  const lines = readLines(wanted);
  const ids = lines.map(({ itemId }) => itemId).filter(isItemId);
  return findShortages(db.manager, lines, await stockRepository(db.manager).findByItemIds(ids));
}
