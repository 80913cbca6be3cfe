import type {
  EventOf,
  inventoryUpdatedV1,
  menuItemSavedV1,
  productUpdatedV1,
  restaurantTermsSavedV1,
  seatHoldChangedV1,
} from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { DishOffer, HeldSeats, ItemOffer, RestaurantTerms } from '../domain/offers';

/** PostgreSQL's bigint comes as text. */
type Raw<T> = { readonly [K in keyof T]: K extends `${string}Minor` ? string | Extract<T[K], null> : T[K] };

const amount = <T extends string | null>(text: T): T extends null ? number | null : number =>
  (text === null ? null : Number(text)) as T extends null ? number | null : number;

/** What can be bought, as its owners last told. */
export function offersRepository(db: EntityManager) {
  return {
    /** How many pieces there are of an item of which nobody has told: none. */
    async items(ids: readonly string[]): Promise<ItemOffer[]> {
      const rows: Raw<ItemOffer>[] = await db.query(
        `select item_id as "itemId", kind, title, price_minor as "priceMinor", currency, prices,
           weight_grams as "weightGrams", is_active as "isActive", coalesce(available, 0) as available,
           coalesce(status = 'LOW', false) as "isLow"
         from known_item left join known_stock using (item_id) where item_id = any ($1)`,
        [ids],
      );
      return rows.map((row) => ({ ...row, priceMinor: amount(row.priceMinor) }));
    },

    async dishes(ids: readonly string[]): Promise<DishOffer[]> {
      const rows: Raw<DishOffer>[] = await db.query(
        `select menu_item_id as "menuItemId", restaurant_id as "restaurantId", name, price_minor as "priceMinor",
           currency, is_available as "isAvailable", option_groups as "optionGroups"
         from known_dish where menu_item_id = any ($1)`,
        [ids],
      );
      return rows.map((row) => ({ ...row, priceMinor: amount(row.priceMinor) }));
    },

    async restaurants(ids: readonly string[]): Promise<RestaurantTerms[]> {
      const rows: Raw<RestaurantTerms>[] = await db.query(
        `select restaurant_id as "restaurantId", name, delivery_fee_minor as "deliveryFeeMinor",
           minimum_order_minor as "minimumOrderMinor", is_paused as "isPaused", time_zone as "timeZone",
           opening_hours as "openingHours"
         from known_restaurant where restaurant_id = any ($1)`,
        [ids],
      );
      return rows.map((row) => ({
        ...row,
        deliveryFeeMinor: amount(row.deliveryFeeMinor),
        minimumOrderMinor: amount(row.minimumOrderMinor),
      }));
    },

    /** A hold of which its price was never told cannot be bought here, and is none. */
    async holds(ids: readonly string[]): Promise<HeldSeats[]> {
      const rows: Raw<HeldSeats>[] = await db.query(
        `select hold_id as "holdId", customer_id as "customerId", state, expires_at as "expiresAt",
           total_minor as "totalMinor", currency, seat_count as "seatCount", title
         from known_hold where hold_id = any ($1) and total_minor is not null and seat_count is not null
           and title is not null`,
        [ids],
      );
      return rows.map((row) => ({ ...row, totalMinor: amount(row.totalMinor) }));
    },

    /** Whether there is nothing yet to sell from the shop, or from a kitchen. */
    async isEmpty(): Promise<boolean> {
      const [row]: { isEmpty: boolean }[] = await db.query(
        `select not exists (select from known_item) or not exists (select from known_dish)
           or not exists (select from known_restaurant) as "isEmpty"`,
      );
      return row?.isEmpty ?? true;
    },

    /** An older version than the one that is known changes nothing. */
    async keepItem(item: EventOf<typeof productUpdatedV1>['data']): Promise<void> {
      const { itemId, kind, title, price, prices, weightGrams, isActive, version } = item;
      await db.query(
        `insert into known_item as known
           (item_id, kind, title, price_minor, currency, prices, weight_grams, is_active, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (item_id) do update set kind = excluded.kind, title = excluded.title,
           price_minor = excluded.price_minor, currency = excluded.currency, prices = excluded.prices,
           weight_grams = excluded.weight_grams, is_active = excluded.is_active, version = excluded.version
         where known.version <= excluded.version`,
        [itemId, kind, title, price.minor, price.currency, JSON.stringify(prices), weightGrams, isActive, version],
      );
    },

    async keepStock({ itemId, available, status }: EventOf<typeof inventoryUpdatedV1>['data']): Promise<void> {
      await db.query(
        `insert into known_stock (item_id, available, status) values ($1, $2, $3)
         on conflict (item_id) do update set available = excluded.available, status = excluded.status`,
        [itemId, available, status],
      );
    },

    async keepDish(dish: EventOf<typeof menuItemSavedV1>['data']): Promise<void> {
      const { menuItemId, restaurantId, name, price, isAvailable, optionGroups } = dish;
      await db.query(
        `insert into known_dish
           (menu_item_id, restaurant_id, name, price_minor, currency, is_available, option_groups)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (menu_item_id) do update set restaurant_id = excluded.restaurant_id, name = excluded.name,
           price_minor = excluded.price_minor, currency = excluded.currency, is_available = excluded.is_available,
           option_groups = excluded.option_groups`,
        [menuItemId, restaurantId, name, price.minor, price.currency, isAvailable, JSON.stringify(optionGroups)],
      );
    },

    async keepRestaurant(terms: EventOf<typeof restaurantTermsSavedV1>['data']): Promise<void> {
      const { restaurantId, name, currency, deliveryFeeMinor, minimumOrderMinor, isPaused, timeZone } = terms;
      await db.query(
        `insert into known_restaurant
           (restaurant_id, name, currency, delivery_fee_minor, minimum_order_minor, is_paused, time_zone, opening_hours)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (restaurant_id) do update set name = excluded.name, currency = excluded.currency,
           delivery_fee_minor = excluded.delivery_fee_minor, minimum_order_minor = excluded.minimum_order_minor,
           is_paused = excluded.is_paused, time_zone = excluded.time_zone, opening_hours = excluded.opening_hours`,
        [
          restaurantId,
          name,
          currency,
          deliveryFeeMinor,
          minimumOrderMinor,
          isPaused,
          timeZone,
          JSON.stringify(terms.openingHours),
        ],
      );
    },

    /** An older version than the one that is known changes nothing. */
    async keepHold(hold: EventOf<typeof seatHoldChangedV1>['data']): Promise<void> {
      const { holdId, userId, state, expiresAt, total, seatCount, title, version } = hold;
      await db.query(
        `insert into known_hold as known
           (hold_id, customer_id, state, expires_at, total_minor, currency, seat_count, title, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (hold_id) do update set state = excluded.state, expires_at = excluded.expires_at,
           total_minor = excluded.total_minor, currency = excluded.currency, seat_count = excluded.seat_count,
           title = excluded.title, version = excluded.version
         where known.version <= excluded.version`,
        [holdId, userId, state, expiresAt, total?.minor, total?.currency, seatCount, title, version],
      );
    },
  };
}
