import { defineEvent } from '../contract';
import { paymentState } from './paymentState';

/** A payment did not go through; nothing was taken. The aggregate is the payment. */
export const paymentFailedV1 = defineEvent({ type: 'payment.failed', version: 1, schema: paymentState });
