import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateIdempotencyRecord1767225600002 } from '@marquee/shared/idempotency';
import { CreateUserAccount1767225600100 } from './1767225600100-CreateUserAccount';
import { CreateSession1767225600101 } from './1767225600101-CreateSession';
import { CreateSavedAddress1767225600102 } from './1767225600102-CreateSavedAddress';
import { CreateAuditEntry1767225600103 } from './1767225600103-CreateAuditEntry';
import { RotateSigningKey1767225600104 } from './1767225600104-RotateSigningKey';
import { IndexUserAge1767225600105 } from './1767225600105-IndexUserAge';

/** From an empty database to today's, oldest first. */
export const usersMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateIdempotencyRecord1767225600002,
  CreateUserAccount1767225600100,
  CreateSession1767225600101,
  CreateSavedAddress1767225600102,
  CreateAuditEntry1767225600103,
  RotateSigningKey1767225600104,
  IndexUserAge1767225600105,
];
