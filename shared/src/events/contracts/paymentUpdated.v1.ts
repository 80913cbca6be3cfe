import { defineEvent } from '../contract';
import { paymentState } from './paymentState';

/** A payment was begun, or waits for its customer, or is being worked on, or was called off. The aggregate is the payment. */
export const paymentUpdatedV1 = defineEvent({ type: 'payment.updated', version: 1, schema: paymentState });
