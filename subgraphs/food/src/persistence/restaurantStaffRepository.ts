import type { EntityManager } from 'typeorm';
import type { HeldDuty, StaffDuty } from '../domain/foodOrderAccess';
import { RestaurantStaffEntity } from './restaurantStaff.entity';

/** All queries on who works where. */
export function restaurantStaffRepository(db: EntityManager) {
  return {
    dutiesOf: (userId: string): Promise<HeldDuty[]> =>
      db.find(RestaurantStaffEntity, { where: { userId }, order: { restaurantId: 'ASC', duty: 'ASC' } }),

    holds: (userId: string, restaurantId: string, duty: StaffDuty): Promise<boolean> =>
      db.existsBy(RestaurantStaffEntity, { userId, restaurantId, duty }),

    /**
     * Until the transaction ends no other one changes this user's duties at any restaurant, so that what is published
     * about all of them is true and in order.
     */
    async lockUser(userId: string): Promise<void> {
      await db.query(`select pg_advisory_xact_lock(hashtextextended('restaurant_staff:' || $1, 0))`, [userId]);
    },

    async replace(restaurantId: string, userId: string, duties: readonly StaffDuty[]): Promise<void> {
      await db.delete(RestaurantStaffEntity, { restaurantId, userId });
      if (duties.length === 0) return;
      await db.insert(
        RestaurantStaffEntity,
        duties.map((duty) => ({ restaurantId, userId, duty })),
      );
    },
  };
}
