import type { EventBus } from '@marquee/shared/events';
import type { Clock } from '@marquee/shared/time';
import type { DataSource } from 'typeorm';
import type { ShippingTariff } from '../domain/shipping';
import type { TaxRates } from '../domain/tax';

/** What is charged beside the prices of things. */
export interface Tariffs {
  readonly shipping: ShippingTariff;
  readonly tax: TaxRates;
}

/** What the use cases of orders work with. */
export interface OrdersServices {
  readonly db: DataSource;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly tariffs: Tariffs;
  /** How many orders one customer may have whose payment is not decided. */
  readonly mostOpenOrders: number;
}
