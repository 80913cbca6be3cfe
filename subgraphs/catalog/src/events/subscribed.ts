import type { EventHandler } from '@marquee/shared/events';

/** Every event of other subgraphs that catalog reacts to. */
export const subscribedEvents: readonly EventHandler[] = [];
