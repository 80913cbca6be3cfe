import { Bell, type Stoppable, startLoop } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { operationsRepository } from '../../persistence/operationsRepository';
import type { PaymentProvider } from '../../provider/paymentProvider';
import { performOperation } from './performOperation';

export interface OperationsWorker extends Stoppable {
  /** There is something to ask for. Other replicas, and what was written without a ring, are found by looking. */
  ring(): void;
  /** Resolves when a payment has changed by what the worker did. */
  recorded(): Promise<void>;
}

export interface OperationsWorkerOptions {
  readonly db: DataSource;
  readonly provider: PaymentProvider;
  readonly logger: Logger;
}

const mostAtOnce = 8;
const lookEveryMs = 100;
/** Far longer than any call of a provider may take. */
const leaseMs = 15_000;

/** Asks the provider for what is written down, some at a time, until it is stopped; then it finishes what it has begun. */
export function startOperationsWorker(options: OperationsWorkerOptions): OperationsWorker {
  const { db, logger } = options;
  const recorded = new Bell();
  const running = new Set<Promise<void>>();

  const start = (operation: Parameters<typeof performOperation>[1]): void => {
    const work = performOperation(options, operation)
      .catch((error: unknown) => {
        // Its lease runs out, and then somebody asks again.
        logger.error({ err: error, paymentId: operation.paymentId }, 'what a provider answered could not be recorded');
      })
      .finally(() => {
        running.delete(work);
        recorded.ring();
        loop.ring();
      });
    running.add(work);
  };

  const loop = startLoop({
    idleMs: lookEveryMs,
    backoff: { firstMs: 100, longestMs: 5_000 },
    onFailure: (error, retryInMs) =>
      logger.warn({ err: error, retryInMs }, 'cannot look for what to ask providers for'),
    turn: async () => {
      const free = mostAtOnce - running.size;
      if (free === 0) return false;
      const claimed = await operationsRepository(db.manager).claimDue(free, leaseMs);
      claimed.forEach(start);
      return false;
    },
  });

  return {
    ring: () => loop.ring(),
    recorded: () => recorded.wait(),
    async stop() {
      await loop.stop();
      await Promise.all(running);
    },
  };
}
