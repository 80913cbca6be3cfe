import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { isItemId } from '../../domain/catalogItem';
import { NoSuchItem } from '../../domain/errors';
import { itemsRepository } from '../../persistence/itemsRepository';
import type { StockMovementEntity } from '../../persistence/stockMovement.entity';
import { stockMovementsRepository } from '../../persistence/stockMovementsRepository';
import type { CatalogServices } from '../services';

export interface ListMovements extends PageArguments {
  readonly itemId: string;
}

/** What became of the stock of an item, the newest first. @throws NoSuchItem | InvalidInput for a page that cannot be */
export async function listMovements(
  { db }: CatalogServices,
  { itemId, ...args }: ListMovements,
): Promise<Listing<StockMovementEntity>> {
  const page = readPage(args, { list: 'stockMovements', keyCount: 1 });
  const item = isItemId(itemId) ? await itemsRepository(db.manager).find(itemId) : null;
  if (item === null) throw new NoSuchItem(itemId, ['itemId']);
  return stockMovementsRepository(db.manager).list(itemId, page);
}
