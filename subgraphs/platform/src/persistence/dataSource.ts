import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { platformMigrations } from '../migrations';

/** Platform's tables are read by SQL alone. */
export const platformEntities = [];

/** Connects to platform's database and brings it up to date. */
export function openPlatformDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({
    url,
    applicationName: 'platform',
    entities: platformEntities,
    migrations: platformMigrations,
    logger,
  });
}
