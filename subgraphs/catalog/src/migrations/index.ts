import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateCheckoutStep1767225600003 } from '@marquee/shared/saga';
import { CreateItem1767225801000 } from './1767225801000-CreateItem';
import { CreateStock1767225802000 } from './1767225802000-CreateStock';
import { IndexFacets1767225803000 } from './1767225803000-IndexFacets';
import { LowerAllTexts1767225804000 } from './1767225804000-LowerAllTexts';

/** From an empty database to today's, oldest first. */
export const catalogMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateCheckoutStep1767225600003,
  CreateItem1767225801000,
  CreateStock1767225802000,
  IndexFacets1767225803000,
  LowerAllTexts1767225804000,
];
