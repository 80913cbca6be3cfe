import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateCheckoutStep1767225600003 } from '@marquee/shared/saga';
import { CreateTheater1767225701000 } from './1767225701000-CreateTheater';
import { CreateShowing1767225702000 } from './1767225702000-CreateShowing';
import { CreateBooking1767225703000 } from './1767225703000-CreateBooking';
import { CreateTicketKey1767225720000 } from './1767225720000-CreateTicketKey';
import { CreateIpoListing1767225730000 } from './1767225730000-CreateIpoListing';
import { IndexLists1767225740000 } from './1767225740000-IndexLists';
import { ExpireBookings1767225741000 } from './1767225741000-ExpireBookings';

/** From an empty database to today's, oldest first. */
export const bookingMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateCheckoutStep1767225600003,
  CreateTheater1767225701000,
  CreateShowing1767225702000,
  CreateBooking1767225703000,
  CreateTicketKey1767225720000,
  CreateIpoListing1767225730000,
  IndexLists1767225740000,
  ExpireBookings1767225741000,
];
