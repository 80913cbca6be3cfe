import type { EventHandler } from '@marquee/shared/events';
import { keepSeatBookings } from './keepSeatBookings';
import { keepUserNameOnUserCreated } from './keepUserNameOnUserCreated';
import { keepUserNameOnUserUpdated } from './keepUserNameOnUserUpdated';
import { takeStepsOfCheckouts } from './takeStepsOfCheckouts';
import { tellAgainOnSearchReindexRequested } from './tellAgainOnSearchReindexRequested';

/** Every event of other subgraphs that food reacts to. */
export const subscribedEvents: readonly EventHandler[] = [
  keepUserNameOnUserCreated,
  keepUserNameOnUserUpdated,
  ...keepSeatBookings,
  tellAgainOnSearchReindexRequested,
  takeStepsOfCheckouts,
];
