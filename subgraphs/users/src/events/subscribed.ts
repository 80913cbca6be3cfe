import type { EventHandler } from '@marquee/shared/events';
import { grantScopesOnRestaurantStaffChanged } from './grantScopesOnRestaurantStaffChanged';

/** Every event of other subgraphs that users reacts to. */
export const subscribedEvents: readonly EventHandler[] = [grantScopesOnRestaurantStaffChanged];
