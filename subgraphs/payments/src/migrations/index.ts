import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateCheckoutStep1767225600003 } from '@marquee/shared/saga';
import { CreatePayment1767225911000 } from './1767225911000-CreatePayment';
import { CreateLedger1767225912000 } from './1767225912000-CreateLedger';
import { AddWaivedAmount1767225913000 } from './1767225913000-AddWaivedAmount';
import { AddOwedToAwaitedStep1767225914000 } from './1767225914000-AddOwedToAwaitedStep';

/** From an empty database to today's, oldest first. */
export const paymentsMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateCheckoutStep1767225600003,
  CreatePayment1767225911000,
  CreateLedger1767225912000,
  AddWaivedAmount1767225913000,
  AddOwedToAwaitedStep1767225914000,
];
