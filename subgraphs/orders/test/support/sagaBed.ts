import { Writable } from 'node:stream';
import { checkoutSagaMovedV1, type EventOf, handles, startRelay } from '@marquee/shared/events';
import { createLogger, type Logger } from '@marquee/shared/logging';
import { recoverSagas, type Saga, type SagaListener, type SagaPlan, sagaHandlers, startSaga } from '../../src/saga';
import { aSagaGround, type SagaGround } from './sagaGround';

type Moved = EventOf<typeof checkoutSagaMovedV1>['data'];

/** Sagas that this process moves. */
export interface SagaBed extends SagaGround {
  readonly listener: SagaListener;
  readonly logger: Logger;
  /** What was logged as an error. */
  readonly logged: readonly Record<string, unknown>[];
  /** What the listener was told of a saga: the states of the saga and of the step. */
  toldOf(sagaId: string): readonly string[];
  /** What was told on the bus. */
  movesOf(sagaId: string): readonly Moved[];
  begin(plan: SagaPlan): Promise<Saga>;
  /** Lets so much time pass, and looks after what is due. */
  later(seconds: number): Promise<void>;
}

export async function aSagaBed(): Promise<SagaBed> {
  const logged: Record<string, unknown>[] = [];
  const lines = new Writable({
    write(line: Buffer, _encoding, written) {
      logged.push(JSON.parse(String(line)) as Record<string, unknown>);
      written();
    },
  });
  const logger = createLogger({ service: 'orders', level: 'error' }, lines);
  const ground = await aSagaGround(logger);
  const { db, bus } = ground;

  const told: { sagaId: string; what: string }[] = [];
  const moved: SagaListener['moved'] = async (_tx, saga, step) => {
    told.push({ sagaId: saga.id, what: `${saga.state} ${step?.name ?? '-'} ${step?.state ?? '-'}` });
  };
  const listener = { moved };
  const moves: Moved[] = [];
  const watch = handles(checkoutSagaMovedV1, 'watch', async ({ data }) => void moves.push(data));
  const relay = await startRelay({ db, bus, logger });
  const consumer = await bus.consume({ group: 'orders', handlers: [...sagaHandlers(listener), watch], db });
  return {
    ...ground,
    listener,
    logger,
    logged,
    toldOf: (sagaId) => told.filter((line) => line.sagaId === sagaId).map(({ what }) => what),
    movesOf: (sagaId) => moves.filter((move) => move.sagaId === sagaId),
    begin: (plan) => db.transaction((tx) => startSaga(tx, plan)),
    async later(seconds) {
      await ground.passSeconds(seconds);
      await recoverSagas(db, listener, logger);
    },
    async close() {
      await consumer.stop();
      await relay.stop();
      await ground.close();
    },
  };
}
