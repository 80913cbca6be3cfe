import type { DataSource } from 'typeorm';
import { openDatabase } from '../src/database';
import { createLogger } from '../src/logging';
import { type CuttableProxy, createTestDatabase, cuttableProxy, eventually, type TestDatabase } from '../src/testing';

/** A pool of one connection, so that whoever comes next gets the one that was given up. */
describe('a database that stands still in the middle of a transaction', () => {
  let database: TestDatabase;
  let proxy: CuttableProxy;
  let db: DataSource;
  let other: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase('empty', { entities: [], migrations: [] });
    proxy = await cuttableProxy(database.url);
    const open = (url: string) =>
      openDatabase({
        url,
        applicationName: 'test-still',
        entities: [],
        migrations: [],
        poolMax: 1,
        statementTimeoutMs: 100,
        logger: createLogger({ service: 'test', level: 'silent' }),
      });
    db = await open(proxy.url);
    other = await open(database.url);
    await other.query('create table note (words text)');
  });

  afterAll(async () => {
    await db.destroy();
    await other.destroy();
    await proxy.close();
    await database.drop();
  });

  it('leaves nothing of it, and the next one has a transaction of its own', async () => {
    const interrupted = db.transaction(async (tx) => {
      await tx.query("insert into note values ('one half')");
      proxy.freeze();
      await tx.query("insert into note values ('the other half')");
    });
    await expect(interrupted).rejects.toThrow('Query read timeout');
    proxy.mend();
    await eventually(() => db.transaction((tx) => tx.query("insert into note values ('something else')")));
    await eventually(async () =>
      expect(await other.query('select words from note')).toEqual([{ words: 'something else' }]),
    );
  });
});
