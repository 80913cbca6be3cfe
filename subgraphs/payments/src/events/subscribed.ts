import type { EventHandler } from '@marquee/shared/events';
import { takesSteps } from '@marquee/shared/saga';
import { checkoutSteps } from '../services/steps/checkoutSteps';
import { keepPayables } from './keepPayables';

/** Every event of other subgraphs that payments reacts to. */
export const subscribedEvents: readonly EventHandler[] = [takesSteps('payments', checkoutSteps), ...keepPayables];
