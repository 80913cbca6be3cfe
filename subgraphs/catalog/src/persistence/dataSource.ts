import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { catalogMigrations } from '../migrations';
import { CatalogItemEntity } from './catalogItem.entity';
import { CategoryEntity } from './category.entity';
import { ItemPriceEntity } from './itemPrice.entity';
import { StockEntity } from './stock.entity';
import { StockMovementEntity } from './stockMovement.entity';
import { StockReservationEntity } from './stockReservation.entity';
import { StockReservationLineEntity } from './stockReservationLine.entity';

/** Every table of catalog's own that TypeORM reads. */
export const catalogEntities = [
  CategoryEntity,
  CatalogItemEntity,
  ItemPriceEntity,
  StockEntity,
  StockMovementEntity,
  StockReservationEntity,
  StockReservationLineEntity,
];

/** Catalog's own database, migrated. */
export function openCatalogDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({
    url,
    applicationName: 'catalog',
    entities: catalogEntities,
    migrations: catalogMigrations,
    logger,
  });
}
