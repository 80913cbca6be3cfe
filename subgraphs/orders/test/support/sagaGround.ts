import { openDatabase } from '@marquee/shared/database';
import { busMigrations, createPostgresBus, type EventBus } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { createTestDatabase, eventually } from '@marquee/shared/testing';
import { escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';
import { ordersMigrations } from '../../src/migrations';
import { ordersEntities } from '../../src/persistence/dataSource';
import { type Saga, type SagaStep, sagasRepository } from '../../src/saga';
import { noon } from './sagas';
import { someTakers, type Takers } from './takers';

/** What sagas need but for who moves them: databases, a bus, and those who take steps. The sagas' time stands still. */
export interface SagaGround {
  readonly db: DataSource;
  readonly databaseUrl: string;
  readonly busDatabaseUrl: string;
  readonly bus: EventBus;
  readonly takers: Takers;
  find(sagaId: string): Promise<Saga | null>;
  stepsOf(sagaId: string): Promise<SagaStep[]>;
  /** Waits until it is so, all of it. */
  expectSaga(sagaId: string, expected: { saga?: Partial<Saga>; states?: Record<string, string> }): Promise<void>;
  setNow(time: Date): Promise<void>;
  passSeconds(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function aSagaGround(logger: Logger): Promise<SagaGround> {
  const schema = { entities: ordersEntities, migrations: ordersMigrations };
  const database = await createTestDatabase('orders', schema);
  const busDatabase = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
  const db = await openDatabase({ url: database.url, applicationName: 'orders', logger, ...schema });
  const bus = await createPostgresBus({ url: busDatabase.url, logger });
  const takers = await someTakers(bus, logger);
  const sagas = sagasRepository(db.manager);
  let now = noon;
  const setNow = async (time: Date): Promise<void> => {
    now = time;
    // The database is a copy of its own, so that no other test file hears of it.
    await db.query(`
      create or replace function saga_now() returns timestamptz(3) language sql stable
        as $$ select ${escapeLiteral(time.toISOString())}::timestamptz(3) $$`);
  };
  await setNow(noon);
  return {
    db,
    databaseUrl: database.url,
    busDatabaseUrl: busDatabase.url,
    bus,
    takers,
    find: sagas.find,
    stepsOf: (sagaId) => sagas.stepsOf([sagaId]),
    async expectSaga(sagaId, { saga = {}, states = {} }) {
      await eventually(async () => {
        expect(await sagas.find(sagaId)).toMatchObject(saga);
        const steps = await sagas.stepsOf([sagaId]);
        expect(Object.fromEntries(steps.map(({ name, state }) => [name, state]))).toMatchObject(states);
      }, 20_000);
    },
    setNow,
    passSeconds: (seconds) => setNow(new Date(now.getTime() + seconds * 1_000)),
    async close() {
      await takers.close();
      await bus.close();
      await db.destroy();
      await database.drop();
      await busDatabase.drop();
    },
  };
}
