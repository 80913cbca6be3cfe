import type { CheckoutStepName } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { passCrashPoint } from '../crashPoints';
import { leaveOut } from '../domain/leaveOut';
import { defaultPatience, type Patience } from '../domain/patience';
import { moveSaga } from './moveSaga';
import { sagaForUpdate } from './sagaForUpdate';
import type { SagaListener } from './sagaListener';

/**
 * Has a running saga go on without a step whose subject is gone. It locks the saga's row, as every transition does before
 * it comes to the row of the order, so the caller must not have locked that before. @throws NotFound
 */
export async function leaveOutStep(
  tx: EntityManager,
  { sagaId, step }: { readonly sagaId: string; readonly step: CheckoutStepName },
  listener: SagaListener,
  patience: Patience = defaultPatience,
): Promise<void> {
  const saga = await sagaForUpdate(tx, sagaId);
  await moveSaga(tx, saga, (progress, timing) => ({ after: leaveOut(progress, step, timing), cause: step }), {
    patience,
    listener,
  });
  passCrashPoint();
}
