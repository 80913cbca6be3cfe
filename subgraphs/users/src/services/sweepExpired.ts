import { forgetSpentKeys } from '@marquee/shared/idempotency';
import { loginWindowStart } from '../domain/loginLimits';
import { loginAttemptsRepository } from '../persistence/loginAttemptsRepository';
import { sessionsRepository } from '../persistence/sessionsRepository';
import { signingKeysRepository } from '../persistence/signingKeysRepository';
import type { Services } from './services';

/** Deletes what no answer depends on any more: ended sessions, attempts out of the window, old keys. */
export async function sweepExpired({ database, now }: Pick<Services, 'database' | 'now'>): Promise<void> {
  await sessionsRepository(database.manager).deleteEndedBefore(now());
  await loginAttemptsRepository(database.manager).deleteBefore(loginWindowStart(now()));
  await signingKeysRepository(database.manager).deleteExpired(now());
  await forgetSpentKeys(database);
}
