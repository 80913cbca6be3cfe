import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateKnownThings1767225901000 } from './1767225901000-CreateKnownThings';
import { CreateCart1767225902000 } from './1767225902000-CreateCart';
import { CreateOrder1767225903000 } from './1767225903000-CreateOrder';
import { KeepBasketOfOrder1767225904000 } from './1767225904000-KeepBasketOfOrder';
import { AddDishNotes1767225905000 } from './1767225905000-AddDishNotes';
import { CreateCheckoutSaga1767225950000 } from './1767225950000-CreateCheckoutSaga';
import { AddIsDelivered1767225952000 } from './1767225952000-AddIsDelivered';

/** From an empty database to today's, oldest first. */
export const ordersMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateKnownThings1767225901000,
  CreateCart1767225902000,
  CreateOrder1767225903000,
  KeepBasketOfOrder1767225904000,
  AddDishNotes1767225905000,
  CreateCheckoutSaga1767225950000,
  AddIsDelivered1767225952000,
];
