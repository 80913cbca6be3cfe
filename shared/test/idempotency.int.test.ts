import { type DataSource, Table } from 'typeorm';
import { openDatabase } from '../src/database';
import { Conflict, NotFound } from '../src/errors';
import {
  CreateIdempotencyRecord1767225600002,
  forgetSpentKeys,
  type IdempotencyClaim,
  runOnce,
  spentAnswer,
} from '../src/idempotency';
import { createLogger } from '../src/logging';
import { createTestDatabase, type TestDatabase } from '../src/testing';

const logger = createLogger({ service: 'test', level: 'silent' });
const schema = { entities: [], migrations: [CreateIdempotencyRecord1767225600002] };

const claim = (change: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
  userId: 'usr_1',
  operation: 'pay',
  key: 'key-00000001',
  body: { amount: 10, lines: [{ id: 'a', quantity: 1 }] },
  ...change,
});

describe('running a use case once per key', () => {
  let testDatabase: TestDatabase;
  let database: DataSource;

  beforeAll(async () => {
    testDatabase = await createTestDatabase('idempotency', schema);
    database = await openDatabase({ url: testDatabase.url, applicationName: 'test', logger, ...schema });
    await database.query('create table charge (id bigint generated always as identity, amount int not null)');
  });

  afterAll(async () => {
    await database.destroy();
    await testDatabase.drop();
  });

  beforeEach(() => database.query('truncate charge, idempotency_record'));

  const charge = (use: IdempotencyClaim, amount = 10) =>
    runOnce(database, use, async (tx) => {
      const [row]: { id: string }[] = await tx.query('insert into charge (amount) values ($1) returning id', [amount]);
      return { chargeId: row?.id };
    });
  const chargeCount = async (): Promise<number> => {
    const [row]: { count: number }[] = await database.query('select count(*)::int from charge');
    return row?.count ?? -1;
  };

  it('answers a repeat with the first result', async () => {
    const first = await charge(claim());
    const repeat = await charge(claim({ body: { lines: [{ quantity: 1, id: 'a' }], amount: 10 } }));
    expect(first.replayed).toBe(false);
    expect(repeat).toEqual({ result: first.result, replayed: true });
    expect(await chargeCount()).toBe(1);
  });

  it('has one effect and fifty equal answers for fifty parallel calls', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => charge(claim())));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ result }) => result.chargeId)).size).toBe(1);
    expect(await chargeCount()).toBe(1);
  });

  it('tells before it runs whether there is an answer already', async () => {
    expect(await spentAnswer(database, claim())).toBeNull();
    const { result } = await charge(claim());
    expect(await spentAnswer(database, claim())).toEqual({ result, replayed: true });
    await expect(spentAnswer(database, claim({ body: 'another' }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    await database.query("update idempotency_record set created_at = now() - interval '25 hours'");
    expect(await spentAnswer(database, claim({ body: 'another' }))).toBeNull();
  });

  it('refuses the key with another body and says when it was first used', async () => {
    await charge(claim());
    await expect(charge(claim({ body: { amount: 11 } }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      userErrorType: 'IdempotencyKeyReusedError',
      details: { firstUsedAt: expect.any(Date) },
    });
    expect(await chargeCount()).toBe(1);
  });

  it('keeps keys apart by user and by operation', async () => {
    await charge(claim());
    await charge(claim({ userId: 'usr_2' }));
    await charge(claim({ operation: 'refund' }));
    expect(await chargeCount()).toBe(3);
  });

  it('stores a refusal, undoes its writes, and repeats it', async () => {
    let runs = 0;
    const refuse = () =>
      runOnce(database, claim(), async (tx) => {
        runs += 1;
        await tx.query('insert into charge (amount) values (1)');
        throw new Conflict('PRICE_CHANGED', 'The price has changed.', {
          type: 'PriceChangedError',
          path: ['input', 'expectedTotal'],
          details: { actual: { minor: 12, currency: 'EUR' } },
        });
      });
    const refusal = {
      code: 'PRICE_CHANGED',
      userErrorType: 'PriceChangedError',
      message: 'The price has changed.',
      inputPath: ['input', 'expectedTotal'],
      details: { actual: { minor: 12, currency: 'EUR' } },
    };
    await expect(refuse()).rejects.toMatchObject({ ...refusal, replayed: false });
    await expect(refuse()).rejects.toMatchObject({ ...refusal, replayed: true });
    expect(runs).toBe(1);
    expect(await chargeCount()).toBe(0);
  });

  it.each(['shw_\u0000', 'shw_\ud83d'])(
    'stores a refusal that names %j, which the database cannot take',
    async (id) => {
      const refuse = () =>
        runOnce(database, claim(), () => {
          throw new NotFound('There is no such showing.', { missingId: id });
        });
      const refusal = { code: 'NOT_FOUND', details: { missingId: 'shw_\ufffd' } };
      await expect(refuse()).rejects.toMatchObject(refusal);
      await expect(refuse()).rejects.toMatchObject(refusal);
    },
  );

  it('gives the key back after a fault', async () => {
    const fail = runOnce(database, claim(), async () => {
      throw new Error('the disk is full');
    });
    await expect(fail).rejects.toThrow('the disk is full');
    expect((await charge(claim())).replayed).toBe(false);
  });

  it('frees a key after its retention', async () => {
    await charge(claim());
    await database.query("update idempotency_record set created_at = now() - interval '25 hours'");
    expect((await charge(claim({ body: 'another' }))).replayed).toBe(false);

    await database.query("update idempotency_record set created_at = now() - interval '25 hours'");
    await forgetSpentKeys(database);
    expect(await database.query('select 1 from idempotency_record')).toEqual([]);
  });

  it('has a migration that can be undone', async () => {
    const runner = database.createQueryRunner();
    const migration = new CreateIdempotencyRecord1767225600002();
    await migration.down(runner);
    expect(await runner.hasTable(new Table({ name: 'idempotency_record' }))).toBe(false);
    await migration.up(runner);
    await runner.release();
  });
});
