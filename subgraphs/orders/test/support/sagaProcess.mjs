// Orders' sagas in a process of its own, as built and configured as orders is. It begins what it is told to, and is there
// to be killed.
import { createLogger } from '@marquee/shared/logging';
import { ClosingSteps, joinBus, repeat } from '@marquee/shared/service';
import { readOrdersConfig } from '../../dist/config.js';
import { openOrdersDatabase } from '../../dist/persistence/dataSource.js';
import { crashAt, passCrashPoint, recoverSagas, sagaHandlers, startSaga } from '../../dist/saga/index.js';

const config = readOrdersConfig(process.env);
const logger = createLogger({ service: 'orders', level: config.logLevel });
crashAt(config.crashAt ?? null);

/** In the place of the order that follows its saga: one row for each time it is told. */
const listener = {
  moved: (tx, saga, step) =>
    tx.query('insert into heard (saga_id, saga_state, step, step_state) values ($1, $2, $3, $4)', [
      saga.id,
      saga.state,
      step?.name,
      step?.state,
    ]),
};

const db = await openOrdersDatabase(config.databaseUrl, logger);
const { busDatabaseUrl } = config;
await joinBus({ name: 'orders', db, handlers: sagaHandlers(listener), busDatabaseUrl, logger }, new ClosingSteps());
repeat(() => recoverSagas(db, listener, logger), 50, logger);

async function begin(plan) {
  await db.transaction((tx) => startSaga(tx, plan));
  passCrashPoint();
}

process.on('message', ({ begin: plan }) => {
  begin(plan).then(
    () => process.send({ done: 'begin' }),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send({ done: 'open' });
