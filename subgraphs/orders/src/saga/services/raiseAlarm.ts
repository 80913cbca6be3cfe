import type { Logger } from '@marquee/shared/logging';
import { isSpent } from '../domain/ask';
import type { Move } from './recordMove';

/** Somebody has to look: `docs/operations.md` says what to do about this line. */
export function raiseAlarm({ before, after }: Move, logger: Logger): void {
  const { id: sagaId, kind, subjectId, state } = after.saga;
  if (state !== 'STUCK' || before?.saga.state === 'STUCK') return;
  const steps = after.steps.filter(isSpent).map(({ name, subgraph }) => ({ name, subgraph }));
  logger.error({ sagaId, kind, subjectId, steps }, 'a saga is stuck');
}
