import type { EntityManager } from 'typeorm';
import type { Saga, SagaStep } from '../domain/saga';

/** Who does something when a saga moves. */
export interface SagaListener {
  /**
   * Called once for each transition, in its transaction, which holds the lock of the saga's row. `step` is the one that
   * was answered or came to the end of its time; `saga.failure` says why a saga goes back.
   */
  readonly moved: (tx: EntityManager, saga: Saga, step: SagaStep | null) => Promise<void>;
}
