import { eventOf, menuItemSavedV1, outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { Offer } from '../../domain/foodOrderDraft';
import { factsRepository } from '../../persistence/factsRepository';
import { menuItemsRepository } from '../../persistence/menuItemsRepository';

/** Tells the others what these dishes on menus are now, in the transaction that changed them. */
export async function tellOfMenuItems(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await factsRepository(tx).lockMenuItems(ids);
  const offers = await menuItemsRepository(tx).offers(ids);
  await outbox(tx).append(
    ...offers.map((offer) => eventOf(menuItemSavedV1, { aggregateId: offer.id, data: factsOf(offer) })),
  );
}

function factsOf({
  id: menuItemId,
  restaurantId,
  name,
  priceMinor: minor,
  currency,
  isAvailable,
  optionGroups,
}: Offer) {
  return {
    menuItemId,
    restaurantId,
    name,
    price: { minor, currency },
    isAvailable,
    optionGroups: optionGroups.map((group) => ({ ...group, options: [...group.options] })),
  };
}
