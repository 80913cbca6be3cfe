import { defineEvent } from '../contract';
import { orderState } from './orderState';

/** An order has a shipment, or something else of it but its status changed. The aggregate is the order. */
export const orderUpdatedV1 = defineEvent({ type: 'order.updated', version: 1, schema: orderState });
