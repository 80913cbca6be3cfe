import { checkoutStepAnsweredV1, type EventHandler, handles, inbox } from '@marquee/shared/events';
import { answerSaga } from '../domain/answerSaga';
import type { Patience } from '../domain/patience';
import { sagasRepository } from '../persistence/sagasRepository';
import { moveSaga } from '../services/moveSaga';
import { raiseAlarm } from '../services/raiseAlarm';
import type { SagaListener } from '../services/sagaListener';
import { sagaTransaction } from '../services/sagaTransaction';

/** A step was taken, undone or refused: the saga goes on, or back. */
export function moveSagaOnCheckoutStepAnswered(listener: SagaListener, patience: Patience): EventHandler {
  const name = 'moveSagaOnCheckoutStepAnswered';
  return handles(checkoutStepAnsweredV1, name, async ({ id, data }, { db, logger }) => {
    const move = await sagaTransaction(db, async (tx) => {
      if (!(await inbox(tx).claim(name, id))) return null;
      const saga = await sagasRepository(tx).findForUpdate(data.sagaId);
      if (saga === null) {
        logger.warn({ sagaId: data.sagaId, step: data.step }, 'an answer to a saga that nobody knows');
        return null;
      }
      return moveSaga(
        tx,
        saga,
        (progress, timing) => ({ after: answerSaga(progress, data, timing), cause: data.step }),
        { patience, listener },
      );
    });
    if (move !== null) raiseAlarm(move, logger);
  });
}
