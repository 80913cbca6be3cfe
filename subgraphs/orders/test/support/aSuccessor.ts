import { startRelay } from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import { repeat } from '@marquee/shared/service';
import { recoverSagas, type SagaListener, type SagaPlan, sagaHandlers, startSaga } from '../../src/saga';
import type { SagaGround } from './sagaGround';

/** Another replica of orders, in this process, which takes over what a dead one left. */
export interface Successor {
  /** As a request with an idempotency key does: where the saga has begun already nothing happens. */
  begin(plan: SagaPlan): Promise<void>;
  stop(): Promise<void>;
}

export async function aSuccessor(ground: SagaGround): Promise<Successor> {
  const { db, bus } = ground;
  const logger = createLogger({ service: 'orders', level: 'silent' });
  const listener: SagaListener = {
    moved: async (tx, saga, step) => {
      await tx.query('insert into heard (saga_id, saga_state, step, step_state) values ($1, $2, $3, $4)', [
        saga.id,
        saga.state,
        step?.name,
        step?.state,
      ]);
    },
  };
  const relay = await startRelay({ db, bus, logger });
  const consumer = await bus.consume({ group: 'orders', handlers: sagaHandlers(listener), db });
  const recovery = repeat(() => recoverSagas(db, listener, logger), 50, logger);
  return {
    async begin(plan) {
      if ((await ground.find(plan.sagaId)) === null) await db.transaction((tx) => startSaga(tx, plan));
    },
    async stop() {
      await recovery.stop();
      await consumer.stop();
      await relay.stop();
    },
  };
}
