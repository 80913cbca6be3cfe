import type { EventBus } from '@marquee/shared/events';
import type { Clock } from '@marquee/shared/time';
import type { DataSource } from 'typeorm';

/** What the use cases of food work with. */
export interface FoodServices {
  readonly db: DataSource;
  readonly bus: EventBus;
  readonly clock: Clock;
  /** How long an order waits for its payment. */
  readonly paymentWaitMs: number;
}
