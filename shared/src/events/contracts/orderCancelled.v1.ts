import { defineEvent } from '../contract';
import { orderState, orderStatus } from './orderState';

/** An order was called off. The aggregate is the order. */
export const orderCancelledV1 = defineEvent({
  type: 'order.cancelled',
  version: 1,
  schema: orderState.extend({ previousStatus: orderStatus }),
});
