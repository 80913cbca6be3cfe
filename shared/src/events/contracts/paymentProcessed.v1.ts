import { defineEvent } from '../contract';
import { paymentState } from './paymentState';

/** What was set aside was taken, or more of it. The aggregate is the payment. */
export const paymentProcessedV1 = defineEvent({ type: 'payment.processed', version: 1, schema: paymentState });
