import type { EventHandler } from '@marquee/shared/events';
import type { Clock } from '@marquee/shared/time';
import { sagaHandlers } from '../saga';
import { followSaga } from '../services/orders/followSaga';
import { followOthers } from './followOthers';
import { offerHandlers } from './keepOffers';
import { tellAgainOnSearchReindexRequested } from './tellAgainOnSearchReindexRequested';

/** Every event of other subgraphs that orders reacts to. */
export const subscribedEvents = (clock: Clock): EventHandler[] => [
  ...offerHandlers,
  ...followOthers(clock),
  ...sagaHandlers(followSaga(clock)),
  tellAgainOnSearchReindexRequested,
];
