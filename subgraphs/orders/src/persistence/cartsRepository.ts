import { type EntityManager, In } from 'typeorm';
import type { Cart, CartLine } from '../domain/cart';
import { CartEntity } from './cart.entity';
import { CartLineEntity } from './cartLine.entity';

/** All queries on baskets. */
export function cartsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<Cart[]> => db.findBy(CartEntity, { id: In([...ids]) }),

    findByCustomers: (customerIds: readonly string[]): Promise<Cart[]> =>
      db.findBy(CartEntity, { customerId: In([...customerIds]) }),

    /** Locks the row: changes of one basket, and the checkout that empties it, happen one after the other. */
    findForUpdate: (id: string): Promise<Cart | null> =>
      db.findOne(CartEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    findOfCustomerForUpdate: (customerId: string): Promise<Cart | null> =>
      db.findOne(CartEntity, { where: { customerId }, lock: { mode: 'pessimistic_write' } }),

    /** Does nothing when the customer has one. */
    async insert(cart: Cart): Promise<void> {
      await db.createQueryBuilder().insert().into(CartEntity).values(cart).orIgnore().execute();
    },

    async update({ id, currency, version, updatedAt }: Cart): Promise<void> {
      await db.update(CartEntity, { id }, { currency, version, updatedAt });
    },

    async remove(id: string): Promise<void> {
      await db.delete(CartEntity, { id });
    },

    /** In the order in which they were put in: ids grow with time. */
    linesOf: (cartIds: readonly string[]): Promise<CartLine[]> =>
      db.find(CartLineEntity, { where: { cartId: In([...cartIds]) }, order: { cartId: 'ASC', id: 'ASC' } }),

    async insertLine(line: CartLine): Promise<void> {
      await db.insert(CartLineEntity, { ...line, optionIds: [...line.optionIds] });
    },

    async updateLine({ id, quantity, seenPriceMinor }: CartLine): Promise<void> {
      await db.update(CartLineEntity, { id }, { quantity, seenPriceMinor });
    },

    async removeLines(ids: readonly string[]): Promise<void> {
      await db.delete(CartLineEntity, { id: In([...ids]) });
    },

    /** Those that belong to nobody and were last touched before. */
    async removeAbandoned(before: Date, limit: number): Promise<number> {
      const rows: unknown[] = await db.query(
        `with gone as (
           delete from cart where id in (
             select id from cart where customer_id is null and updated_at < $1 order by updated_at limit $2
             for update skip locked
           ) returning id
         ) select id from gone`,
        [before, limit],
      );
      return rows.length;
    },
  };
}
