import { defineEvent } from '../contract';
import { paymentState } from './paymentState';

/** The amount is set aside at the provider. The aggregate is the payment. */
export const paymentAuthorisedV1 = defineEvent({ type: 'payment.authorised', version: 1, schema: paymentState });
