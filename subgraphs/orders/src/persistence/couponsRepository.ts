import { type EntityManager, In } from 'typeorm';
import type { Coupon } from '../domain/coupon';
import { CouponEntity } from './coupon.entity';

/** All queries on coupons: those that there are, in baskets, and used by orders. */
export function couponsRepository(db: EntityManager) {
  return {
    async findByCode(code: string): Promise<Coupon | null> {
      const row = await db.findOneBy(CouponEntity, { code });
      return row && couponOf(row);
    },

    /** Locks the rows in the order of ids, so that no two checkouts wait for each other in a circle. */
    async lock(ids: readonly string[]): Promise<Coupon[]> {
      const rows = await db.find(CouponEntity, {
        where: { id: In([...ids]) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      return rows.map(couponOf);
    },

    /** In the order in which they were put into each basket. */
    async inCarts(cartIds: readonly string[]): Promise<{ readonly cartId: string; readonly coupon: Coupon }[]> {
      const placed: { cartId: string; couponId: string }[] = await db.query(
        `select cart_id as "cartId", coupon_id as "couponId" from cart_coupon
         where cart_id = any ($1) order by cart_id, added_at, coupon_id`,
        [cartIds],
      );
      if (placed.length === 0) return [];
      const rows = await db.findBy(CouponEntity, { id: In(placed.map(({ couponId }) => couponId)) });
      const coupons = new Map(rows.map((row) => [row.id, couponOf(row)]));
      return placed.flatMap(({ cartId, couponId }) => {
        const coupon = coupons.get(couponId);
        return coupon === undefined ? [] : [{ cartId, coupon }];
      });
    },

    /** False when it is in there already. */
    async addToCart(cartId: string, couponId: string, addedAt: Date): Promise<boolean> {
      const rows: unknown[] = await db.query(
        'insert into cart_coupon (cart_id, coupon_id, added_at) values ($1, $2, $3) on conflict do nothing returning 1',
        [cartId, couponId, addedAt],
      );
      return rows.length > 0;
    },

    /** False when it is not in there. */
    async removeFromCart(cartId: string, code: string): Promise<boolean> {
      const rows: unknown[] = await db.query(
        `with gone as (
           delete from cart_coupon using coupon
           where cart_id = $1 and coupon.id = coupon_id and coupon.code = $2 returning coupon_id
         ) select coupon_id from gone`,
        [cartId, code],
      );
      return rows.length > 0;
    },

    async removeAllFromCart(cartId: string): Promise<number> {
      const rows: unknown[] = await db.query(
        'with gone as (delete from cart_coupon where cart_id = $1 returning coupon_id) select coupon_id from gone',
        [cartId],
      );
      return rows.length;
    },

    /** How often each of the customers has used each of the coupons, as `couponId customerId`. */
    async timesUsedBy(couponIds: readonly string[], customerIds: readonly string[]): Promise<Map<string, number>> {
      const rows: { couponId: string; customerId: string; times: number }[] = await db.query(
        `select coupon_id as "couponId", customer_id as "customerId", count(*)::int as times from coupon_use
         where coupon_id = any ($1) and customer_id = any ($2) group by coupon_id, customer_id`,
        [couponIds, customerIds],
      );
      return new Map(rows.map(({ couponId, customerId, times }) => [`${couponId} ${customerId}`, times]));
    },

    /** Counts a use, in the transaction that has locked the coupon and found that it applies. */
    async use(use: {
      readonly couponId: string;
      readonly orderId: string;
      readonly customerId: string;
      /** From 0, in the order in which they were given. */
      readonly position: number;
      readonly discountMinor: number;
    }): Promise<void> {
      await db.query('update coupon set times_used = times_used + 1 where id = $1', [use.couponId]);
      await db.query(
        'insert into coupon_use (coupon_id, order_id, customer_id, position, discount_minor) values ($1, $2, $3, $4, $5)',
        [use.couponId, use.orderId, use.customerId, use.position, use.discountMinor],
      );
    },

    /** The ids of those that the order has used, in the order in which they were given. */
    async usedBy(orderId: string): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        'select coupon_id as id from coupon_use where order_id = $1 order by position',
        [orderId],
      );
      return rows.map(({ id }) => id);
    },

    /** Gives back what the order has used; nothing the second time. */
    async giveBack(orderId: string): Promise<void> {
      await db.query(
        `with given as (delete from coupon_use where order_id = $1 returning coupon_id)
         update coupon set times_used = times_used - 1 where id in (select coupon_id from given)`,
        [orderId],
      );
    },
  };
}

function couponOf(row: CouponEntity): Coupon {
  const { kind, basisPoints, amountMinor, currency, ...terms } = row;
  if (kind === 'PERCENTAGE' && basisPoints !== null) return { ...terms, kind, basisPoints, currency };
  if (kind === 'AMOUNT' && amountMinor !== null && currency !== null) return { ...terms, kind, amountMinor, currency };
  throw new Error('a coupon has neither a share nor an amount');
}
