import type { EventHandler } from '@marquee/shared/events';
import { refundBookingOnPaymentRefunded } from './refundBookingOnPaymentRefunded';
import { takeStepOnCheckoutStepRequested } from './takeStepOnCheckoutStepRequested';
import { tellAgainOnSearchReindexRequested } from './tellAgainOnSearchReindexRequested';

/** Every event of other subgraphs that booking reacts to. */
export const subscribedEvents: readonly EventHandler[] = [
  tellAgainOnSearchReindexRequested,
  takeStepOnCheckoutStepRequested,
  refundBookingOnPaymentRefunded,
];
