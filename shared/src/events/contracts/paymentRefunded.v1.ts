import { defineEvent } from '../contract';
import { paymentState } from './paymentState';

/** Something of what was taken was given back. The aggregate is the payment. */
export const paymentRefundedV1 = defineEvent({ type: 'payment.refunded', version: 1, schema: paymentState });
