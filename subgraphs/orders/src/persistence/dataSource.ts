import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { ordersMigrations } from '../migrations';

/** Every table of orders' own that TypeORM reads. */
export const ordersEntities: readonly EntityTarget<ObjectLiteral>[] = [];

/** Connects to orders' database and brings it up to date. */
export function openOrdersDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({
    url,
    applicationName: 'orders',
    entities: ordersEntities,
    migrations: ordersMigrations,
    logger,
  });
}
