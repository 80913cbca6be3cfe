import type { DataSource } from 'typeorm';
import { openDatabase } from '../src/database';
import { Conflict } from '../src/errors';
import {
  type CheckoutAction,
  CreateInbox1767225600001,
  CreateOutbox1767225600000,
  checkoutStepRequestedV1,
  type EventEnvelope,
  eventOf,
} from '../src/events';
import { createLogger } from '../src/logging';
import {
  type AskedStep,
  answerStep,
  answersLater,
  CreateCheckoutStep1767225600003,
  type StepTaker,
  takesSteps,
} from '../src/saga';
import { createTestDatabase, redoMigrations, type TestDatabase } from '../src/testing';

const logger = createLogger({ service: 'test', level: 'silent' });
const schema = {
  entities: [],
  migrations: [CreateOutbox1767225600000, CreateInbox1767225600001, CreateCheckoutStep1767225600003],
};

let testDatabase: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  testDatabase = await createTestDatabase('steps', schema);
  db = await openDatabase({ url: testDatabase.url, applicationName: 'test', logger, ...schema });
  await db.query('create table seat (booking_id text primary key)');
});

afterAll(async () => {
  await db.destroy();
  await testDatabase.drop();
});

beforeEach(() => db.query('truncate seat, outbox, inbox, checkout_step'));

const sagaId = 'sga_1';
const bookingId = 'bkg_1';

/** Keeps a seat for a booking, gives it up again. */
const seats: StepTaker<'CONFIRM_SEATS'> = {
  take: async (tx, { step }) => {
    await tx.query('insert into seat (booking_id) values ($1)', [step.bookingId]);
  },
  undo: async (tx, { step }) => {
    await tx.query('delete from seat where booking_id = $1', [step.bookingId]);
  },
};

function request(action: CheckoutAction = 'DO', subgraph: 'booking' | 'food' = 'booking'): EventEnvelope {
  const step = { name: 'CONFIRM_SEATS' as const, bookingId };
  const data = { sagaId, subjectId: 'ord_1', customerId: 'usr_1', subgraph, action, step, reason: null };
  return eventOf(checkoutStepRequestedV1, { aggregateId: sagaId, data });
}

const asked: AskedStep = { sagaId, step: 'CONFIRM_SEATS', action: 'DO' };

async function deliver(event: EventEnvelope, taker: StepTaker<'CONFIRM_SEATS'> = seats): Promise<void> {
  await takesSteps('booking', { CONFIRM_SEATS: taker }).handle(event, { db, logger });
}

async function seatCount(): Promise<number> {
  const [row]: { count: number }[] = await db.query('select count(*)::int from seat');
  return row?.count ?? -1;
}

async function answers(): Promise<unknown[]> {
  const rows: { data: unknown }[] = await db.query(`select envelope -> 'data' as data from outbox order by id`);
  return rows.map(({ data }) => data);
}

const done = (action: CheckoutAction) => ({ ...asked, action, outcome: { kind: 'DONE' } });

describe('taking a step of a checkout', () => {
  it('answers that it is done', async () => {
    await deliver(request());
    expect(await seatCount()).toBe(1);
    expect(await answers()).toEqual([done('DO')]);
  });

  it('takes it once when the same request is delivered twice', async () => {
    const event = request();
    await deliver(event);
    await deliver(event);
    expect(await answers()).toEqual([done('DO')]);
  });

  it('repeats the answer, and not the step, when it is asked for again', async () => {
    await deliver(request());
    await deliver(request());
    expect(await seatCount()).toBe(1);
    expect(await answers()).toEqual([done('DO'), done('DO')]);
  });

  it('leaves the steps of others alone', async () => {
    await deliver(request('DO', 'food'));
    expect(await answers()).toEqual([]);
  });

  it('fails for a step that nobody here takes, so that it ends among the dead letters', async () => {
    await expect(takesSteps('booking', {}).handle(request(), { db, logger })).rejects.toThrow(
      'booking takes no step CONFIRM_SEATS',
    );
  });
});

describe('a step that is refused', () => {
  const soldOut: StepTaker<'CONFIRM_SEATS'> = {
    ...seats,
    take: async (tx, given) => {
      await seats.take(tx, given);
      throw new Conflict('SEAT_GONE', 'The seat is gone.', { type: 'SeatGoneError', details: { seatId: 'sea_1' } });
    },
  };
  const refusal = {
    code: 'SEAT_GONE',
    message: 'The seat is gone.',
    type: 'SeatGoneError',
    details: { seatId: 'sea_1' },
  };

  it('leaves nothing behind and says why', async () => {
    await deliver(request(), soldOut);
    expect(await seatCount()).toBe(0);
    expect(await answers()).toEqual([{ ...asked, outcome: { kind: 'REFUSED', refusal } }]);
  });

  it('stays refused, though it would be possible now', async () => {
    await deliver(request(), soldOut);
    await deliver(request());
    expect(await seatCount()).toBe(0);
    expect((await answers()).at(-1)).toEqual({ ...asked, outcome: { kind: 'REFUSED', refusal } });
  });

  it('is tried again as if nothing had been when it fails by a fault', async () => {
    const event = request();
    const broken = { ...seats, take: () => Promise.reject(new Error('the disk is full')) };
    await expect(deliver(event, broken)).rejects.toThrow('the disk is full');
    await deliver(event);
    expect(await answers()).toEqual([done('DO')]);
  });
});

describe('undoing a step', () => {
  it('makes it as if it had never been', async () => {
    await deliver(request());
    await deliver(request('UNDO'));
    expect(await seatCount()).toBe(0);
    expect(await answers()).toEqual([done('DO'), done('UNDO')]);
  });

  it('is done where there is nothing to undo, and twice', async () => {
    await deliver(request('UNDO'));
    await deliver(request('UNDO'));
    expect(await answers()).toEqual([done('UNDO'), done('UNDO')]);
  });

  it('keeps the step from being taken by a request that comes too late', async () => {
    await deliver(request('UNDO'));
    await deliver(request());
    expect(await seatCount()).toBe(0);
    expect((await answers()).at(-1)).toMatchObject({
      action: 'DO',
      outcome: { kind: 'REFUSED', refusal: { code: 'CHECKOUT_OVER' } },
    });
  });

  it('is never refused: a problem of the domain fails it, so that it is tried again', async () => {
    const stubborn = { ...seats, undo: () => Promise.reject(new Conflict('TOO_LATE', 'It is too late.')) };
    await expect(deliver(request('UNDO'), stubborn)).rejects.toThrow('It is too late.');
    expect(await answers()).toEqual([]);
  });
});

describe('a step that is answered later', () => {
  const slow: StepTaker<'CONFIRM_SEATS'> = { ...seats, take: async () => answersLater };
  const until = '2030-01-01T12:00:00.000Z';

  it('has no answer before, however often it is asked for', async () => {
    await deliver(request(), slow);
    await deliver(request(), slow);
    expect(await answers()).toEqual([]);
  });

  it('repeats the last answer that was given', async () => {
    await deliver(request(), slow);
    await db.transaction((tx) => answerStep(tx, asked, { kind: 'WAITING', until }));
    await db.transaction((tx) => answerStep(tx, asked, { kind: 'DONE' }));
    await deliver(request(), slow);
    expect(await answers()).toEqual([{ ...asked, outcome: { kind: 'WAITING', until } }, done('DO'), done('DO')]);
  });
});

it('has a table that its migration can take away and bring back', async () => {
  const { before, without, after } = await redoMigrations(db);
  expect(without).toEqual(['migration', 'seat']);
  expect(after).toEqual(before);
});
