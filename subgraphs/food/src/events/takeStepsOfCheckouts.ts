import { takesSteps } from '@marquee/shared/saga';
import { confirmKitchen } from '../services/checkout/confirmKitchen';
import { letGoOfKitchen } from '../services/checkout/letGoOfKitchen';
import { reserveKitchen } from '../services/checkout/reserveKitchen';

export const takeStepsOfCheckouts = takesSteps('food', {
  RESERVE_KITCHEN: { take: reserveKitchen, undo: letGoOfKitchen },
  CONFIRM_KITCHEN: { take: confirmKitchen, undo: letGoOfKitchen },
});
