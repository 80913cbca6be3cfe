import { type EntityManager, In } from 'typeorm';
import type { CourierAssignment } from '../domain/courier';
import type { GeoPoint } from '../domain/geoPoint';
import { FoodOrderCourierEntity } from './foodOrderCourier.entity';

/** All queries on who brings which order. Whoever writes has locked the order. */
export function foodOrderCouriersRepository(db: EntityManager) {
  return {
    findByOrders: (orderIds: readonly string[]): Promise<CourierAssignment[]> =>
      db.findBy(FoodOrderCourierEntity, { orderId: In([...orderIds]) }),

    find: (orderId: string): Promise<CourierAssignment | null> => db.findOneBy(FoodOrderCourierEntity, { orderId }),

    /** Another courier starts without a position. */
    async assign(orderId: string, courierId: string, assignedAt: Date): Promise<void> {
      const row: CourierAssignment = {
        orderId,
        courierId,
        assignedAt,
        latitude: null,
        longitude: null,
        locatedAt: null,
      };
      await db.upsert(FoodOrderCourierEntity, row, ['orderId']);
    },

    async locate(orderId: string, { latitude, longitude }: GeoPoint, locatedAt: Date): Promise<void> {
      await db.update(FoodOrderCourierEntity, { orderId }, { latitude, longitude, locatedAt });
    },
  };
}
