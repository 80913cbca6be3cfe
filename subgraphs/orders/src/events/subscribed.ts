import type { EventHandler } from '@marquee/shared/events';

/** Every event of other subgraphs that orders reacts to. */
export const subscribedEvents: readonly EventHandler[] = [];
