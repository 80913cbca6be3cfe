import { takesSteps } from '@marquee/shared/saga';
import { confirmStock } from '../services/checkout/confirmStock';
import { letGoOfStock } from '../services/checkout/letGoOfStock';
import { reserveForOrder } from '../services/checkout/reserveForOrder';

export const takeStepsOfCheckouts = takesSteps('catalog', {
  RESERVE_STOCK: { take: reserveForOrder, undo: letGoOfStock },
  CONFIRM_STOCK: { take: confirmStock, undo: letGoOfStock },
});
