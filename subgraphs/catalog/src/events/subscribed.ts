import type { EventHandler } from '@marquee/shared/events';
import { takeStepsOfCheckouts } from './takeStepsOfCheckouts';
import { tellAgainOnSearchReindexRequested } from './tellAgainOnSearchReindexRequested';

/** Every event of other subgraphs that catalog reacts to. */
export const subscribedEvents: readonly EventHandler[] = [tellAgainOnSearchReindexRequested, takeStepsOfCheckouts];
