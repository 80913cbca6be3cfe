import { setTimeout } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countStatements, isUniqueViolation, openDatabase } from '../src/database';
import { createLogger } from '../src/logging';
import { createTestDatabase, type TestDatabase } from '../src/testing';

class CreateSeat1767225600900 implements MigrationInterface {
  readonly name = 'CreateSeat1767225600900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table seat (id int primary key, neighbor int constraint seat_neighbor references seat)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seat');
  }
}

const logger = createLogger({ service: 'test', level: 'silent' });

/** A pool hands out each of its dead connections once, so ten attempts outlast the whole pool. */
async function firstSuccess<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < 10; attempt += 1) {
    try {
      return await act();
    } catch {
      // the connection was a dead one
    }
  }
  return act();
}

describe('a database', () => {
  let testDatabase: TestDatabase;
  const open = (more: { statementTimeoutMs?: number } = {}) =>
    openDatabase({
      url: testDatabase.url,
      applicationName: 'test-seats',
      entities: [],
      migrations: [CreateSeat1767225600900],
      logger,
      ...more,
    });

  beforeAll(async () => {
    testDatabase = await createTestDatabase('empty', { entities: [], migrations: [] });
  });

  afterAll(() => testDatabase.drop());

  it('is migrated once, however many replicas start together', async () => {
    const replicas = await Promise.all([open(), open(), open()]);
    const rows = await replicas[0].query('select name from migration');
    expect(rows).toEqual([{ name: 'CreateSeat1767225600900' }]);
    await Promise.all(replicas.map((replica) => replica.destroy()));
  });

  it('tells whose connection it is', async () => {
    const database = await open();
    expect(await database.query('show application_name')).toEqual([{ application_name: 'test-seats' }]);
    await database.destroy();
  });

  it('ends a statement that takes too long', async () => {
    const database = await open({ statementTimeoutMs: 50 });
    await expect(database.query('select pg_sleep(5)')).rejects.toThrow(/statement timeout/);
    await database.destroy();
  });

  it('goes on after the server closed its idle connections', async () => {
    const database = await open();
    const other = await open();
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    expect(await firstSuccess(() => database.query('select 1 as one'))).toEqual([{ one: 1 }]);
    await Promise.all([database.destroy(), other.destroy()]);
  });

  it('tells which constraint refused a statement', async () => {
    const database = await open();
    const insert = (id: number, neighbor: number | null) =>
      database.query('insert into seat values ($1, $2)', [id, neighbor]).then(
        () => null,
        (error: unknown) => error,
      );
    await insert(1, null);
    const twice = await insert(1, null);
    const nowhere = await insert(2, 99);
    expect([
      isUniqueViolation(twice),
      isUniqueViolation(twice, 'seat_pkey'),
      isUniqueViolation(twice, 'other'),
    ]).toEqual([true, true, false]);
    expect(isUniqueViolation(nowhere)).toBe(false);
    expect(isUniqueViolation(new Error('duplicate key'))).toBe(false);
    await database.destroy();
  });

  it('lets a test count the statements of a piece of work, and of nothing that runs beside it', async () => {
    const database = await open();
    const counted = new AbortController();
    const beside = (async () => {
      while (!counted.signal.aborted) await database.query('select 4');
    })();
    const { result, statements } = await countStatements(database, async () => {
      await database.query('select 1');
      await setTimeout(20);
      return database.query('select 2 as two');
    });
    counted.abort();
    await beside;
    await database.query('select 3');
    expect(result).toEqual([{ two: 2 }]);
    expect(statements).toEqual(['select 1', 'select 2 as two']);
    await database.destroy();
  });
});
