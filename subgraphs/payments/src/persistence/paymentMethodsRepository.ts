import { type EntityManager, In, IsNull } from 'typeorm';
import type { PaymentMethod } from '../domain/paymentMethod';
import { PaymentMethodEntity } from './paymentMethod.entity';

/** All queries on means of payment. */
export function paymentMethodsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<PaymentMethod[]> =>
      db.findBy(PaymentMethodEntity, { id: In([...ids]) }),

    find: (id: string): Promise<PaymentMethod | null> => db.findOneBy(PaymentMethodEntity, { id }),

    /** Those that a user has, in the order in which they were added. */
    ofUsers: (userIds: readonly string[]): Promise<PaymentMethod[]> =>
      db.find(PaymentMethodEntity, {
        where: { userId: In([...userIds]), removedAt: IsNull() },
        order: { userId: 'ASC', id: 'ASC' },
      }),

    /** Held to the end of the transaction: one change of a user's means of payment at a time. */
    async lockUser(userId: string): Promise<void> {
      await db.query(`select pg_advisory_xact_lock(hashtextextended('payment_method ' || $1, 0))`, [userId]);
    },

    async insert(method: PaymentMethod): Promise<void> {
      await db.insert(PaymentMethodEntity, method);
    },

    async remove(id: string, removedAt: Date): Promise<void> {
      await db.update(PaymentMethodEntity, { id }, { removedAt, isDefault: false });
    },

    /** For who has the lock of the user. */
    async makeDefault(userId: string, id: string): Promise<void> {
      await db.update(PaymentMethodEntity, { userId, isDefault: true }, { isDefault: false });
      await db.update(PaymentMethodEntity, { id }, { isDefault: true });
    },
  };
}
