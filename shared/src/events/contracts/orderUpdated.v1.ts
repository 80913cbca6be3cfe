import { defineEvent } from '../contract';
import { toldAgain } from '../toldAgain';
import { orderState } from './orderState';

/** An order has a shipment, or something else of it but its status changed, or it is told again. The aggregate is the order. */
export const orderUpdatedV1 = defineEvent({ type: 'order.updated', version: 1, schema: orderState.extend(toldAgain) });
