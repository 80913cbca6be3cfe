import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { foodMigrations } from '../migrations';
import { FoodEntity } from './food.entity';
import { FoodCategoryEntity } from './foodCategory.entity';
import { FoodOrderEntity } from './foodOrder.entity';
import { FoodOrderLineEntity } from './foodOrderLine.entity';
import { FoodOrderTimelineEntity } from './foodOrderTimeline.entity';
import { MenuItemEntity } from './menuItem.entity';
import { RestaurantEntity } from './restaurant.entity';
import { RestaurantStaffEntity } from './restaurantStaff.entity';

/** Every table of food's own that TypeORM reads. */
export const foodEntities = [
  FoodCategoryEntity,
  RestaurantEntity,
  FoodEntity,
  MenuItemEntity,
  FoodOrderEntity,
  FoodOrderLineEntity,
  FoodOrderTimelineEntity,
  RestaurantStaffEntity,
];

/** Connects to food's database and brings it up to date. */
export function openFoodDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({ url, applicationName: 'food', entities: foodEntities, migrations: foodMigrations, logger });
}
