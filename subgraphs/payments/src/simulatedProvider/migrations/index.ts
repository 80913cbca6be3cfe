import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateCharge1767225901000 } from './1767225901000-CreateCharge';

/** From an empty database to today's, oldest first. */
export const simulatedProviderMigrations = [CreateIdempotencyRecord1767225600002, CreateCharge1767225901000];
