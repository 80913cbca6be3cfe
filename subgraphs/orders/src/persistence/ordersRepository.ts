import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In, MoreThan, type SelectQueryBuilder } from 'typeorm';
import type { Order, OrderLine, OrderTimelineEntry, Shipment, TimelineActor } from '../domain/order';
import { isOpen, type OrderStatus, orderStatuses } from '../domain/orderStatus';
import { OrderEntity } from './order.entity';
import { OrderLineEntity } from './orderLine.entity';
import type { SortedList } from './orderSort';
import { OrderTimelineEntity } from './orderTimeline.entity';
import { ShipmentEntity } from './shipment.entity';

/** What must hold for an order to be listed; null does not narrow. */
export interface OrderCriteria {
  readonly customerIds: readonly string[] | null;
  readonly statuses: readonly OrderStatus[] | null;
  readonly placedAfter: Date | null;
  readonly placedBefore: Date | null;
  readonly minTotal: { readonly minor: number; readonly currency: string } | null;
  /** Each in the number or in a title. */
  readonly words: readonly string[];
}

/** Who took a step, and what they said. */
export interface StepBy {
  readonly actor: TimelineActor;
  readonly actorId: string | null;
  readonly note: string | null;
}

/** All queries on orders. */
export function ordersRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<Order[]> => db.findBy(OrderEntity, { id: In([...ids]) }),

    findByNumbers: (numbers: readonly string[]): Promise<Order[]> =>
      db.findBy(OrderEntity, { number: In([...numbers]) }),

    findByBookings: (bookingIds: readonly string[]): Promise<Order[]> =>
      db.findBy(OrderEntity, { bookingId: In([...bookingIds]) }),

    findByFoodOrders: (foodOrderIds: readonly string[]): Promise<Order[]> =>
      db.findBy(OrderEntity, { foodOrderId: In([...foodOrderIds]) }),

    find: (id: string): Promise<Order | null> => db.findOneBy(OrderEntity, { id }),

    /** Locks the row. Whoever moves the order's saga as well has locked that before. */
    findForUpdate: (id: string): Promise<Order | null> =>
      db.findOne(OrderEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    /** In the order of ids, and not changed until the transaction ends. */
    findForShare: (ids: readonly string[]): Promise<Order[]> =>
      db.find(OrderEntity, {
        where: { id: In([...ids]) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_read' },
      }),

    /** The ids after that one, in the order of ids. */
    async idsAfter(after: string, limit: number): Promise<string[]> {
      const rows = await db.find(OrderEntity, {
        select: { id: true },
        where: { id: MoreThan(after) },
        order: { id: 'ASC' },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },

    linesOf: (orderIds: readonly string[]): Promise<OrderLine[]> =>
      db.find(OrderLineEntity, {
        where: { orderId: In([...orderIds]) },
        order: { orderId: 'ASC', position: 'ASC' },
      }),

    timelinesOf: (orderIds: readonly string[]): Promise<OrderTimelineEntry[]> =>
      db.find(OrderTimelineEntity, {
        where: { orderId: In([...orderIds]) },
        order: { orderId: 'ASC', version: 'ASC' },
      }),

    shipmentsOf: (orderIds: readonly string[]): Promise<Shipment[]> =>
      db.find(ShipmentEntity, { where: { orderId: In([...orderIds]) }, order: { orderId: 'ASC', id: 'ASC' } }),

    findShipments: (ids: readonly string[]): Promise<Shipment[]> => db.findBy(ShipmentEntity, { id: In([...ids]) }),

    list(criteria: OrderCriteria, page: Page, order: SortedList): Promise<Listing<Order>> {
      const query = db.createQueryBuilder(OrderEntity, 'row');
      narrow(query, criteria);
      return listingOf(query, page, order);
    },

    /** One order of a customer is made after the other: the next waits here until the transaction ends. */
    async lockOrdering(customerId: string): Promise<void> {
      await db.query(`select pg_advisory_xact_lock(hashtextextended('ordering ' || $1, 0))`, [customerId]);
    },

    /** How many orders the customer has whose payment is not decided. */
    countOpen: (customerId: string): Promise<number> =>
      db.countBy(OrderEntity, { customerId, status: In(orderStatuses.filter(isOpen)) }),

    /** The orders that wait for a payment of their customer's whose time is over. */
    async findUnpaid(now: Date, limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select id from customer_order where status = 'AWAITING_PAYMENT' and pay_by <= $1 order by pay_by limit $2`,
        [now, limit],
      );
      return rows.map(({ id }) => id);
    },

    /** Those of the items that the customer has bought in an order that was paid. */
    async boughtBy(customerId: string, itemIds: readonly string[]): Promise<Set<string>> {
      const rows: { itemId: string }[] = await db.query(
        `select distinct line.subject_id as "itemId" from order_line line join customer_order o on o.id = line.order_id
         where line.subject_id = any ($2) and line.kind = 'ITEM' and o.customer_id = $1
           and o.status in ('CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'PARTIALLY_REFUNDED')`,
        [customerId, itemIds],
      );
      return new Set(rows.map(({ itemId }) => itemId));
    },

    /** False when the number is taken, and then nothing has happened. */
    async insert(order: Order): Promise<boolean> {
      const inserted = await db
        .createQueryBuilder()
        .insert()
        .into(OrderEntity)
        .values(order)
        .orIgnore('("number") do nothing')
        .returning('id')
        .execute();
      return (inserted.raw as unknown[]).length === 1;
    },

    async insertLines(lines: readonly OrderLine[]): Promise<void> {
      await db.insert(
        OrderLineEntity,
        lines.map((line) => ({ ...line, optionIds: [...line.optionIds] })),
      );
    },

    /** Saves what can change of an order. */
    async update(order: Order): Promise<void> {
      const { id, status, refundedMinor, paymentId, sagaId, payBy, isShipped, isDelivered, version, updatedAt } = order;
      await db.update(
        OrderEntity,
        { id },
        { status, refundedMinor, paymentId, sagaId, payBy, isShipped, isDelivered, version, updatedAt },
      );
    },

    /** Notes the status that the order has just got. */
    async appendTimeline(order: Order, by: StepBy): Promise<void> {
      const { id: orderId, version, status, updatedAt: at } = order;
      await db.insert(OrderTimelineEntity, { orderId, version, status, ...by, at });
    },

    async insertShipment(shipment: Shipment): Promise<void> {
      await db.insert(ShipmentEntity, shipment);
    },

    async deliverShipments(orderId: string, deliveredAt: Date): Promise<void> {
      await db.query('update shipment set delivered_at = $2 where order_id = $1 and delivered_at is null', [
        orderId,
        deliveredAt,
      ]);
    },
  };
}

function narrow(query: SelectQueryBuilder<OrderEntity>, criteria: OrderCriteria): void {
  const { customerIds, statuses, placedAfter, placedBefore, minTotal, words } = criteria;
  if (customerIds !== null) query.andWhere('row.customerId = any (:customerIds)', { customerIds });
  if (statuses !== null) query.andWhere('row.status = any (:statuses)', { statuses });
  if (placedAfter !== null) query.andWhere('row.createdAt >= :placedAfter', { placedAfter });
  if (placedBefore !== null) query.andWhere('row.createdAt < :placedBefore', { placedBefore });
  if (minTotal !== null) query.andWhere('row.currency = :currency and row.totalMinor >= :minor', minTotal);
  for (const [index, word] of words.entries()) {
    query.andWhere(
      sql`(strpos(lower(row.number), lower(:word${index})) > 0 or exists (
        select from order_line line where line.order_id = row.id and strpos(lower(line.title), lower(:word${index})) > 0))`,
      { [`word${index}`]: word },
    );
  }
}
