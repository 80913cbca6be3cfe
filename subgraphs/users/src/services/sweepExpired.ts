import { forgetSpentKeys } from '@marquee/shared/idempotency';
import { loginWindowStart } from '../domain/loginLimits';
import { loginAttemptsRepository } from '../persistence/loginAttemptsRepository';
import { sessionsRepository } from '../persistence/sessionsRepository';
import type { Services } from './services';

/** Deletes what no answer depends on any more: ended sessions, attempts out of the window, spent keys. */
export async function sweepExpired({ database, now }: Pick<Services, 'database' | 'now'>): Promise<void> {
  await sessionsRepository(database.manager).deleteEndedBefore(now());
  await loginAttemptsRepository(database.manager).deleteBefore(loginWindowStart(now()));
  await forgetSpentKeys(database);
}
