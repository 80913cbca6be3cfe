import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { FoodOrder, FoodOrderTimelineEntry } from '../domain/foodOrder';
import type { FoodOrderStatus } from '../domain/foodOrderStatus';
import { FoodOrderEntity } from './foodOrder.entity';
import { FoodOrderLineEntity } from './foodOrderLine.entity';
import { FoodOrderTimelineEntity } from './foodOrderTimeline.entity';

/** Whose orders there are for the reader: all, or own ones and those that their duties show them at some restaurants. */
export type FoodOrderScope =
  | 'ALL'
  | {
      readonly readerId: string;
      /** Every order that was ever placed there. */
      readonly cooksAt: readonly string[];
      /** What concerns a courier there: see `concernsCourier`. */
      readonly deliversFor: readonly string[];
    };

/** What must hold for an order to be listed; null does not narrow. */
export interface FoodOrderCriteria {
  readonly statuses: readonly FoodOrderStatus[] | null;
  readonly restaurantId: string | null;
  readonly customerId: string | null;
  readonly placedAfter: Date | null;
  readonly placedBefore: Date | null;
}

/** Ids grow with time, so the last made comes first. */
const newestFirst: Order<FoodOrder> = { columns: [sql`row.id`], descending: true, keysOf: ({ id }) => [id] };

/** All queries on orders. */
export function foodOrdersRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<FoodOrder[]> => db.findBy(FoodOrderEntity, { id: In([...ids]) }),

    findByNumbers: (numbers: readonly string[]): Promise<FoodOrder[]> =>
      db.findBy(FoodOrderEntity, { number: In([...numbers]) }),

    find: (id: string): Promise<FoodOrder | null> => db.findOneBy(FoodOrderEntity, { id }),

    /** The customer's own orders to the seats of these bookings, oldest first. */
    toSeatsOf: (bookingIds: readonly string[], customerId: string): Promise<FoodOrder[]> =>
      db.find(FoodOrderEntity, {
        where: { seatBookingId: In([...bookingIds]), customerId },
        order: { seatBookingId: 'ASC', id: 'ASC' },
      }),

    /** Those that have waited too long for their payment, the longest first. */
    async unpaidIds(limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select id from food_order
         where status = 'AWAITING_PAYMENT' and payment_due_at <= food_now() order by payment_due_at limit $1`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },

    /** Locks the row: steps of one order happen one after the other, and their events in the same order. */
    findForUpdate: (id: string): Promise<FoodOrder | null> =>
      db.findOne(FoodOrderEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    linesOf: (orderIds: readonly string[]): Promise<FoodOrderLineEntity[]> =>
      db.find(FoodOrderLineEntity, {
        where: { orderId: In([...orderIds]) },
        order: { orderId: 'ASC', position: 'ASC' },
      }),

    timelinesOf: (orderIds: readonly string[]): Promise<FoodOrderTimelineEntry[]> =>
      db.find(FoodOrderTimelineEntity, {
        where: { orderId: In([...orderIds]) },
        order: { orderId: 'ASC', version: 'ASC' },
      }),

    /** How many orders each of the kitchens has in hand; those with none are left out. */
    async countsInKitchens(restaurantIds: readonly string[]): Promise<Map<string, number>> {
      // Written out as in the partial index `food_order_in_kitchen`, which a parameter could not match.
      const rows: { id: string; count: number }[] = await db.query(
        `select restaurant_id as id, count(*)::int as count from food_order
         where restaurant_id = any ($1) and status in ('PLACED', 'ACCEPTED', 'PREPARING', 'READY')
         group by restaurant_id`,
        [restaurantIds],
      );
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    list(scope: FoodOrderScope, criteria: FoodOrderCriteria, page: Page): Promise<Listing<FoodOrder>> {
      const query = db.createQueryBuilder(FoodOrderEntity, 'row');
      if (scope !== 'ALL') query.andWhere(inScope, scope);
      narrow(query, criteria);
      return listingOf(query, page, newestFirst);
    },

    /** False when the number is taken, and then nothing has happened. */
    async insert(order: FoodOrder): Promise<boolean> {
      const inserted = await db
        .createQueryBuilder()
        .insert()
        .into(FoodOrderEntity)
        .values(order)
        .orIgnore('("number") do nothing')
        .returning('id')
        .execute();
      return (inserted.raw as unknown[]).length === 1;
    },

    async insertLines(lines: readonly FoodOrderLineEntity[]): Promise<void> {
      await db.insert(FoodOrderLineEntity, [...lines]);
    },

    async update({ id, status, placedAt, estimatedReadyAt, version, updatedAt }: FoodOrder): Promise<void> {
      await db.update(FoodOrderEntity, { id }, { status, placedAt, estimatedReadyAt, version, updatedAt });
    },

    /** Notes the status that the order has just got. */
    async appendTimeline(order: FoodOrder, actorId: string, note: string | null): Promise<void> {
      const { id: orderId, version, status, updatedAt: at } = order;
      await db.insert(FoodOrderTimelineEntity, { orderId, version, status, actorId, note, at });
    },
  };
}

const inScope = `(
  row.customerId = :readerId
  or row.restaurantId = any (:cooksAt) and row.placedAt is not null
  or row.restaurantId = any (:deliversFor) and (
    exists (select from food_order_courier c where c.order_id = row.id and c.courier_id = :readerId)
    or row.fulfilment = 'DELIVERY' and row.status in ('ACCEPTED', 'PREPARING', 'READY')
       and not exists (select from food_order_courier c where c.order_id = row.id)
  )
)`;

function narrow(query: SelectQueryBuilder<FoodOrderEntity>, criteria: FoodOrderCriteria): void {
  const { statuses, restaurantId, customerId, placedAfter, placedBefore } = criteria;
  if (statuses !== null) query.andWhere('row.status = any (:statuses)', { statuses });
  if (restaurantId !== null) query.andWhere('row.restaurantId = :restaurantId', { restaurantId });
  if (customerId !== null) query.andWhere('row.customerId = :customerId', { customerId });
  if (placedAfter !== null) query.andWhere('row.createdAt >= :placedAfter', { placedAfter });
  if (placedBefore !== null) query.andWhere('row.createdAt < :placedBefore', { placedBefore });
}
