import type { bookingConfirmedV1, EventOf, foodOrderStatusUpdatedV1, paymentProcessedV1 } from '@marquee/shared/events';
import type { Money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import type { Fates } from '../domain/cancelOrder';
import type { Order } from '../domain/order';

type BookingFact = EventOf<typeof bookingConfirmedV1>['data'];
type FoodOrderFact = Pick<
  EventOf<typeof foodOrderStatusUpdatedV1>['data'],
  'orderId' | 'customerId' | 'restaurantId' | 'status' | 'version'
>;
type PaymentFact = EventOf<typeof paymentProcessedV1>['data'];

export interface KnownBooking {
  readonly bookingId: string;
  readonly customerId: string;
  readonly status: BookingFact['status'];
  readonly startsAt: Date;
}

export interface KnownFoodOrder {
  readonly foodOrderId: string;
  readonly customerId: string;
  readonly status: FoodOrderFact['status'];
}

/** What became of bookings, food orders and payments, as their owners last told. An older version changes nothing. */
export function fatesRepository(db: EntityManager) {
  const findBooking = async (id: string): Promise<KnownBooking | null> => {
    const [row]: KnownBooking[] = await db.query(
      `select booking_id as "bookingId", customer_id as "customerId", status, starts_at as "startsAt"
       from known_booking where booking_id = $1`,
      [id],
    );
    return row ?? null;
  };
  const findFoodOrder = async (id: string): Promise<KnownFoodOrder | null> => {
    const [row]: KnownFoodOrder[] = await db.query(
      `select food_order_id as "foodOrderId", customer_id as "customerId", status
       from known_food_order where food_order_id = $1`,
      [id],
    );
    return row ?? null;
  };
  return {
    findBooking,
    findFoodOrder,

    /** Of the seats and the dishes in an order. */
    ofOrder: async ({ bookingId, foodOrderId }: Pick<Order, 'bookingId' | 'foodOrderId'>): Promise<Fates> => ({
      booking: bookingId === null ? null : await findBooking(bookingId),
      foodOrder: foodOrderId === null ? null : await findFoodOrder(foodOrderId),
    }),

    /** What each of them has paid and not got back, one amount a currency, by currency. */
    async spentBy(payerIds: readonly string[]): Promise<(Money & { readonly payerId: string })[]> {
      const rows: { payerId: string; minor: string; currency: string }[] = await db.query(
        `select payer_id as "payerId", currency, sum(captured_minor - refunded_minor) as minor
         from known_payment where payer_id = any ($1) group by payer_id, currency
         having sum(captured_minor - refunded_minor) > 0 order by payer_id, currency`,
        [payerIds],
      );
      return rows.map((row) => ({ ...row, minor: Number(row.minor) }));
    },

    async keepBooking({ bookingId, customerId, status, showing, total, version }: BookingFact): Promise<void> {
      await db.query(
        `insert into known_booking as known
           (booking_id, customer_id, status, starts_at, total_minor, currency, version)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (booking_id) do update set status = excluded.status, starts_at = excluded.starts_at,
           total_minor = excluded.total_minor, currency = excluded.currency, version = excluded.version
         where known.version <= excluded.version`,
        [bookingId, customerId, status, showing.startsAt, total.minor, total.currency, version],
      );
    },

    async keepFoodOrder({ orderId, customerId, restaurantId, status, version }: FoodOrderFact): Promise<void> {
      await db.query(
        `insert into known_food_order as known (food_order_id, customer_id, restaurant_id, status, version)
         values ($1, $2, $3, $4, $5)
         on conflict (food_order_id) do update set status = excluded.status, version = excluded.version
         where known.version <= excluded.version`,
        [orderId, customerId, restaurantId, status, version],
      );
    },

    /** Whether the payment failed or was called off, as far as is known. */
    async hasComeToNothing(paymentId: string): Promise<boolean> {
      const rows: unknown[] = await db.query(
        `select 1 from known_payment where payment_id = $1 and status in ('FAILED', 'CANCELLED')`,
        [paymentId],
      );
      return rows.length > 0;
    },

    /** False when it is older than what is known. */
    async keepPayment(payment: PaymentFact): Promise<boolean> {
      const { paymentId, subjectId, payerId, status, amount, capturedMinor, refundedMinor, version } = payment;
      const rows: unknown[] = await db.query(
        `insert into known_payment as known
           (payment_id, subject_id, payer_id, status, currency, amount_minor, captured_minor, refunded_minor, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (payment_id) do update set status = excluded.status, amount_minor = excluded.amount_minor,
           captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor,
           version = excluded.version
         where known.version <= excluded.version
         returning payment_id`,
        [paymentId, subjectId, payerId, status, amount.currency, amount.minor, capturedMinor, refundedMinor, version],
      );
      return rows.length > 0;
    },
  };
}
