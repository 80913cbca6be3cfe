import {
  type EventContract,
  type EventHandler,
  type EventOf,
  handlesOnce,
  inventoryUpdatedV1,
  menuItemSavedV1,
  productCreatedV1,
  productDeletedV1,
  productUpdatedV1,
  restaurantTermsSavedV1,
  seatHoldChangedV1,
} from '@marquee/shared/events';
import { offersRepository } from '../persistence/offersRepository';

type Repository = ReturnType<typeof offersRepository>;

function keeps<Contract extends EventContract>(
  contract: Contract,
  name: string,
  keep: (offers: Repository, data: EventOf<Contract>['data']) => Promise<void>,
): EventHandler {
  return handlesOnce(contract, name, (tx, { data }) => keep(offersRepository(tx), data));
}

/** Every event by which orders keeps what can be bought, and at what price. */
export const offerHandlers: readonly EventHandler[] = [
  keeps(productCreatedV1, 'keepItemOnProductCreated', (offers, item) => offers.keepItem(item)),
  keeps(productUpdatedV1, 'keepItemOnProductUpdated', (offers, item) => offers.keepItem(item)),
  keeps(productDeletedV1, 'keepItemOnProductDeleted', (offers, item) => offers.keepItem(item)),
  keeps(inventoryUpdatedV1, 'keepStockOnInventoryUpdated', (offers, stock) => offers.keepStock(stock)),
  keeps(menuItemSavedV1, 'keepDishOnMenuItemSaved', (offers, dish) => offers.keepDish(dish)),
  keeps(restaurantTermsSavedV1, 'keepRestaurantOnTermsSaved', (offers, terms) => offers.keepRestaurant(terms)),
  keeps(seatHoldChangedV1, 'keepHoldOnSeatHoldChanged', (offers, hold) => offers.keepHold(hold)),
];
