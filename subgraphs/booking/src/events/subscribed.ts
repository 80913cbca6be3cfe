import type { EventHandler } from '@marquee/shared/events';

/** Every event of other subgraphs that booking reacts to. */
export const subscribedEvents: readonly EventHandler[] = [];
