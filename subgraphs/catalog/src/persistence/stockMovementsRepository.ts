import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { StockMovementEntity } from './stockMovement.entity';

/** The newest first. */
const byPosition: Order<StockMovementEntity> = {
  columns: [sql`row.position`],
  descending: true,
  keysOf: ({ position }) => [position],
  accepts: ([position = '']) => /^[1-9]\d{0,17}$/.test(position),
};

/** What became of the stock of items. Nothing here changes it: see `stockRepository`. */
export function stockMovementsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<StockMovementEntity[]> =>
      db.findBy(StockMovementEntity, { id: In([...ids]) }),

    list: (itemId: string, page: Page): Promise<Listing<StockMovementEntity>> =>
      listingOf(
        db.createQueryBuilder(StockMovementEntity, 'row').where('row.itemId = :itemId', { itemId }),
        page,
        byPosition,
      ),
  };
}
