import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateMenu1767225601000 } from './1767225601000-CreateMenu';
import { CreateFoodOrder1767225602000 } from './1767225602000-CreateFoodOrder';
import { CreateRestaurantStaff1767225603000 } from './1767225603000-CreateRestaurantStaff';

/** From an empty database to today's, oldest first. */
export const foodMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateMenu1767225601000,
  CreateFoodOrder1767225602000,
  CreateRestaurantStaff1767225603000,
];
