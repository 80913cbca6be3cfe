import { defineEvent } from '../contract';
import { orderState } from './orderState';

/** An order was made. The aggregate is the order. */
export const orderCreatedV1 = defineEvent({ type: 'order.created', version: 1, schema: orderState });
