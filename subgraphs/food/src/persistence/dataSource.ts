import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { foodMigrations } from '../migrations';
import { FoodEntity } from './food.entity';
import { FoodCategoryEntity } from './foodCategory.entity';
import { FoodOrderEntity } from './foodOrder.entity';
import { FoodOrderCourierEntity } from './foodOrderCourier.entity';
import { FoodOrderLineEntity } from './foodOrderLine.entity';
import { FoodOrderTimelineEntity } from './foodOrderTimeline.entity';
import { MenuItemEntity } from './menuItem.entity';
import { MenuOptionEntity } from './menuOption.entity';
import { OptionGroupEntity } from './optionGroup.entity';
import { RestaurantEntity } from './restaurant.entity';
import { RestaurantStaffEntity } from './restaurantStaff.entity';
import { SeatBookingEntity } from './seatBooking.entity';
import { UserNameEntity } from './userName.entity';

/** Every table of food's own that TypeORM reads. */
export const foodEntities = [
  FoodCategoryEntity,
  RestaurantEntity,
  FoodEntity,
  MenuItemEntity,
  OptionGroupEntity,
  MenuOptionEntity,
  FoodOrderEntity,
  FoodOrderLineEntity,
  FoodOrderTimelineEntity,
  FoodOrderCourierEntity,
  RestaurantStaffEntity,
  UserNameEntity,
  SeatBookingEntity,
];

/** Connects to food's database and brings it up to date. */
export function openFoodDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({ url, applicationName: 'food', entities: foodEntities, migrations: foodMigrations, logger });
}
