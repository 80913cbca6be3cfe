import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { ordersMigrations } from '../migrations';
import { CheckoutSagaEntity, CheckoutSagaStepEntity } from '../saga';
import { CartEntity } from './cart.entity';
import { CartLineEntity } from './cartLine.entity';
import { CouponEntity } from './coupon.entity';
import { OrderEntity } from './order.entity';
import { OrderLineEntity } from './orderLine.entity';
import { OrderTimelineEntity } from './orderTimeline.entity';
import { ShipmentEntity } from './shipment.entity';

/** Every table of orders' own that TypeORM reads. */
export const ordersEntities = [
  CartEntity,
  CartLineEntity,
  CouponEntity,
  OrderEntity,
  OrderLineEntity,
  OrderTimelineEntity,
  ShipmentEntity,
  CheckoutSagaEntity,
  CheckoutSagaStepEntity,
];

/** Connects to orders' database and brings it up to date. */
export function openOrdersDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({
    url,
    applicationName: 'orders',
    entities: ordersEntities,
    migrations: ordersMigrations,
    logger,
  });
}
