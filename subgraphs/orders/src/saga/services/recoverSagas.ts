import os from 'node:os';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { passTime } from '../domain/passTime';
import { defaultPatience, type Patience } from '../domain/patience';
import { type Lease, sagaLeases } from '../persistence/sagaLeases';
import { moveSaga } from './moveSaga';
import { raiseAlarm } from './raiseAlarm';
import type { SagaListener } from './sagaListener';
import { sagaTransaction } from './sagaTransaction';

const mostAtOnce = 20;
const owner = `${os.hostname()}/${process.pid}`;

/**
 * Looks after every saga whose time has come, whoever began it: asks again for what was not answered, gives up what is
 * too late, and takes over what a dead process had in hand. Any number of replicas may run it.
 */
export async function recoverSagas(
  db: DataSource,
  listener: SagaListener,
  logger: Logger,
  patience: Patience = defaultPatience,
): Promise<void> {
  const failures: unknown[] = [];
  let leases = await leaseDueSagas(db, patience);
  while (leases.length > 0) {
    for (const lease of leases) {
      // One that fails keeps its lease and so waits for the next worker; it keeps none of the others waiting.
      await recoverLeased(db, lease, { listener, logger, patience }).catch((error: unknown) => failures.push(error));
    }
    leases = await leaseDueSagas(db, patience);
  }
  if (failures.length > 0) throw new AggregateError(failures, `sagas that could not be recovered: ${failures.length}`);
}

/** The sagas whose time has come, for this process alone for a while. */
export async function leaseDueSagas(db: DataSource, { leaseMs }: Patience): Promise<Lease[]> {
  const taken = await sagaTransaction(db, async (tx) => {
    const leases = await sagaLeases(tx).takeDue(owner, { leaseMs, limit: mostAtOnce });
    return leases.length > 0 ? leases : null;
  });
  return taken ?? [];
}

/**
 * Moves a leased saga and gives it back. False when the lease is no good any more: whoever slept through it (a stopped
 * process, a long pause) changes nothing.
 */
export async function recoverLeased(
  db: DataSource,
  lease: Lease,
  by: { readonly listener: SagaListener; readonly logger: Logger; readonly patience: Patience },
): Promise<boolean> {
  const turn = await sagaTransaction(db, async (tx) => {
    const leases = sagaLeases(tx);
    const saga = await leases.findForUpdate(lease);
    if (saga === null) return null;
    const move = await moveSaga(tx, saga, passTime, by);
    await leases.release(lease);
    return { move };
  });
  if (turn?.move) raiseAlarm(turn.move, by.logger);
  return turn !== null;
}
