import {
  type EventEnvelope,
  eventOf,
  inventoryUpdatedV1,
  menuItemSavedV1,
  productUpdatedV1,
  restaurantTermsSavedV1,
  seatHoldChangedV1,
} from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';

export const eur = (minor: number) => ({ minor, currency: 'EUR' });
export const usd = (minor: number) => ({ minor, currency: 'USD' });

/** A novel at 12.00 EUR of 400 g, as catalog tells of it. */
export function bookTold(itemId: string, given: Record<string, unknown> = {}): EventEnvelope {
  const data = {
    itemId,
    kind: 'BOOK' as const,
    sku: itemId,
    isbn: null,
    title: 'The Salt Almanac',
    subtitle: null,
    description: null,
    authors: ['Ines Marlowe'],
    category: null,
    price: eur(1200),
    prices: [],
    weightGrams: 400,
    isActive: true,
    version: 1,
    ...given,
  };
  return eventOf(productUpdatedV1, { aggregateId: itemId, data });
}

export function stockTold(
  itemId: string,
  available: number,
  status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK' = 'IN_STOCK',
): EventEnvelope {
  const data = { itemId, kind: 'BOOK' as const, available, onHand: available, reserved: 0, status, movement: null };
  return eventOf(inventoryUpdatedV1, { aggregateId: itemId, data });
}

/** A pizza at 11.50 EUR, of which there is a large one for 3.00 more, as food tells of it. */
export function dishTold(
  { menuItemId, restaurantId }: { menuItemId: string; restaurantId: string },
  given: Record<string, unknown> = {},
): EventEnvelope {
  const data = {
    menuItemId,
    restaurantId,
    name: 'Margherita',
    price: eur(1150),
    isAvailable: true,
    optionGroups: [],
    ...given,
  };
  return eventOf(menuItemSavedV1, { aggregateId: menuItemId, data });
}

/** Open from noon to ten on every day, 2.50 EUR for the way, as food tells of it. */
export function termsTold(restaurantId: string, given: Record<string, unknown> = {}): EventEnvelope {
  const data = {
    restaurantId,
    name: 'Sopra',
    currency: 'EUR',
    deliveryFeeMinor: 250,
    minimumOrderMinor: null,
    isPaused: false,
    timeZone: 'Europe/Dublin',
    openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '12:00', closes: '22:00' })),
    ...given,
  };
  return eventOf(restaurantTermsSavedV1, { aggregateId: restaurantId, data });
}

/** Two seats for 26.00 EUR, held for ten minutes from the bed's beginning, as booking tells of them. */
export function holdTold(holdId: string, userId: string, given: Record<string, unknown> = {}): EventEnvelope {
  const data = {
    holdId,
    showingId: newId('showing'),
    userId,
    state: 'ACTIVE' as const,
    expiresAt: '2030-07-03T12:10:00.000Z',
    extensionsLeft: 1,
    total: eur(2600),
    seatCount: 2,
    title: 'The Tide Clock, Lighthouse, 3 July 20:00',
    version: 1,
    ...given,
  };
  return eventOf(seatHoldChangedV1, { aggregateId: holdId, data });
}
