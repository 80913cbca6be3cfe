import { defineEvent } from '../contract';
import { orderState, orderStatus } from './orderState';

/** An order moved from one status to the next, but was not called off. The aggregate is the order. */
export const orderStatusUpdatedV1 = defineEvent({
  type: 'order.status.updated',
  version: 1,
  schema: orderState.extend({ previousStatus: orderStatus }),
});
