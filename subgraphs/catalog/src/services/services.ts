import type { EventBus } from '@marquee/shared/events';
import type { DataSource } from 'typeorm';

/** What the use cases of catalog work with. What time it is, the database says: see `databaseNow`. */
export interface CatalogServices {
  readonly db: DataSource;
  readonly bus: EventBus;
}
