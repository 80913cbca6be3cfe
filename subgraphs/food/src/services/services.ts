import type { EventBus } from '@marquee/shared/events';
import type { DataSource } from 'typeorm';

export interface Clock {
  now(): Date;
}

/** What the use cases of food work with. */
export interface FoodServices {
  readonly db: DataSource;
  readonly bus: EventBus;
  readonly clock: Clock;
}
