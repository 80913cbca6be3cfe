import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '../src/testing';

let migrationRuns = 0;

class CreateThing1767225600000 implements MigrationInterface {
  name = 'CreateThing1767225600000';
  async up(runner: QueryRunner) {
    migrationRuns += 1;
    await runner.query('create table thing (id int primary key)');
  }
  async down(runner: QueryRunner) {
    await runner.query('drop table thing');
  }
}

class Fail1767225600001 implements MigrationInterface {
  name = 'Fail1767225600001';
  async up() {
    throw new Error('mistake in a migration');
  }
  async down() {}
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a database for a test file', () => {
  const things = { entities: [], migrations: [CreateThing1767225600000] };

  it('is migrated and apart from every other one, while the migrations run once', async () => {
    const [one, two] = await Promise.all([createTestDatabase('things', things), createTestDatabase('things', things)]);
    await query(one.url, 'insert into thing values (1)');
    expect(await query(one.url, 'select id from thing')).toEqual([{ id: 1 }]);
    expect(await query(two.url, 'select id from thing')).toEqual([]);
    expect(migrationRuns).toBe(1);
    await Promise.all([one.drop(), two.drop()]);
  });

  it('is gone after its drop, open connections or not', async () => {
    const database = await createTestDatabase('things', things);
    const forgotten = new Client({ connectionString: database.url });
    const lost = new Promise((resolve) => forgotten.on('error', resolve));
    await forgotten.connect();
    await database.drop();
    await lost;
    await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist');
  });

  it('reports a failing migration each time, instead of copying a half-made template', async () => {
    const broken = { entities: [], migrations: [CreateThing1767225600000, Fail1767225600001] };
    await expect(createTestDatabase('broken', broken)).rejects.toThrow('mistake in a migration');
    await expect(createTestDatabase('broken', broken)).rejects.toThrow('mistake in a migration');
  });
});
