import type { EventHandler } from '@marquee/shared/events';
import { offerHandlers } from './keepOffers';

/** Every event of other subgraphs that orders reacts to. */
export const subscribedEvents: readonly EventHandler[] = [...offerHandlers];
