import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateCheckoutStep1767225600003 } from '@marquee/shared/saga';
import { CreateMenu1767225601000 } from './1767225601000-CreateMenu';
import { CreateFoodOrder1767225602000 } from './1767225602000-CreateFoodOrder';
import { CreateRestaurantStaff1767225603000 } from './1767225603000-CreateRestaurantStaff';
import { AddFoodLabels1767225604000 } from './1767225604000-AddFoodLabels';
import { AddRestaurantLocation1767225605000 } from './1767225605000-AddRestaurantLocation';
import { CreateMenuOption1767225606000 } from './1767225606000-CreateMenuOption';
import { AddTip1767225607000 } from './1767225607000-AddTip';
import { CreateFoodOrderCourier1767225608000 } from './1767225608000-CreateFoodOrderCourier';
import { IndexLists1767225609000 } from './1767225609000-IndexLists';
import { AddFoodOrderPayment1767225609001 } from './1767225609001-AddFoodOrderPayment';
import { CreateSeatBooking1767225610000 } from './1767225610000-CreateSeatBooking';

/** From an empty database to today's, oldest first. */
export const foodMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateCheckoutStep1767225600003,
  CreateMenu1767225601000,
  CreateFoodOrder1767225602000,
  CreateRestaurantStaff1767225603000,
  AddFoodLabels1767225604000,
  AddRestaurantLocation1767225605000,
  CreateMenuOption1767225606000,
  AddTip1767225607000,
  CreateFoodOrderCourier1767225608000,
  IndexLists1767225609000,
  AddFoodOrderPayment1767225609001,
  CreateSeatBooking1767225610000,
];
