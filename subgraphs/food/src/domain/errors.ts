import { Conflict, InvalidInput } from '@marquee/shared/errors';
import { amountText, type Money } from '@marquee/shared/money';

/** The restaurant takes no orders now; `opensAt` is null when nobody can know. */
export class RestaurantClosed extends Conflict {
  constructor(opensAt: Date | null) {
    super('RESTAURANT_CLOSED', 'The restaurant takes no orders right now.', {
      type: 'RestaurantClosedError',
      path: ['input', 'restaurantId'],
      details: { opensAt },
    });
  }
}

/** Some of the dishes are not on that restaurant's menu, or are sold out. */
export class ItemUnavailable extends Conflict {
  constructor(menuItemIds: readonly string[]) {
    super('ITEM_UNAVAILABLE', 'Some dishes cannot be ordered from this restaurant right now.', {
      type: 'ItemUnavailableError',
      path: ['input', 'lines'],
      details: { menuItemIds: [...new Set(menuItemIds)] },
    });
  }
}

/** The dishes come to less than the restaurant takes orders for. */
export class MinimumNotMet extends Conflict {
  constructor(minimum: Money, subtotal: Money) {
    const [least, sum] = [amountText(minimum), amountText(subtotal)];
    super('MINIMUM_NOT_MET', `This restaurant takes orders from ${least} on; these dishes come to ${sum}.`, {
      path: ['input', 'lines'],
    });
  }
}

/** The kitchen has begun, or the order is over. */
export class CancellationWindowClosed extends Conflict {
  constructor() {
    super('CANCELLATION_WINDOW_CLOSED', 'It is too late to cancel this order.', { path: ['orderId'] });
  }
}

/** Another currency than the restaurant's prices are in. */
export class CurrencyMismatch extends InvalidInput {
  constructor(currency: string, path: readonly (string | number)[]) {
    super(`The prices of this restaurant are in ${currency}.`, [...path, 'currency']);
  }
}
