import { Client } from 'pg';
import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { type DatabaseOptions, openDatabase } from '../../src/database';
import {
  CreateInbox1767225600001,
  CreateOutbox1767225600000,
  createPostgresBus,
  defineEvent,
  type EventBus,
  type EventEnvelope,
  type EventHandler,
  eventOf,
  handles,
  inbox,
  outbox,
  type PostgresBusOptions,
} from '../../src/events';
import { createLogger } from '../../src/logging';
import { createTestDatabase } from '../../src/testing';

/** A small domain to test events with: parcels that move one step after the other. */
export const parcelMovedV1 = defineEvent({
  type: 'parcel.moved',
  version: 1,
  schema: z.object({ step: z.int().positive() }),
});

export const parcelLostV1 = defineEvent({ type: 'parcel.lost', version: 1, schema: z.object({}) });

export type ParcelMoved = EventEnvelope<{ step: number }, 'parcel.moved'>;

export function parcelMoved(aggregateId: string, step: number): ParcelMoved {
  return eventOf(parcelMovedV1, { aggregateId, data: { step } });
}

export function parcelSteps(aggregateId: string, from: number, to: number): ParcelMoved[] {
  return Array.from({ length: to - from + 1 }, (_, nth) => parcelMoved(aggregateId, from + nth));
}

class CreateParcel1767225700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table parcel (id text primary key, step integer not null default 0)');
    await runner.query('create table applied (nth bigserial, handler text, parcel text, step integer)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table applied, parcel');
  }
}

export const silent = createLogger({ service: 'test', level: 'silent' });

export interface Opened<T> {
  it: T;
  url: string;
  close(): Promise<void>;
}

/** A subgraph's database: outbox, inbox and the parcels. */
export async function aParcelDatabase(options: Partial<DatabaseOptions> = {}): Promise<Opened<DataSource>> {
  const schema = {
    entities: [],
    migrations: [CreateOutbox1767225600000, CreateInbox1767225600001, CreateParcel1767225700000],
  };
  const { url, drop } = await createTestDatabase('parcels', schema);
  const it = await openDatabase({ url, applicationName: 'parcels', logger: silent, ...schema, ...options });
  return {
    it,
    url,
    async close() {
      await it.destroy();
      await drop();
    },
  };
}

/** The url of an empty database for a bus, which migrates it itself. */
export async function aBusDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return createTestDatabase('empty', { entities: [], migrations: [] });
}

/** A process's bus. Polling is out of the way by default, so that what arrives was notified or survived a reconnection. */
export async function aBus(url: string, options: Partial<PostgresBusOptions> = {}): Promise<EventBus> {
  return createPostgresBus({ url, logger: silent, pollMs: 60_000, backoff: { firstMs: 5, longestMs: 50 }, ...options });
}

/** Moves a parcel one step and says so, in one transaction. */
export async function moveParcel(db: DataSource, parcel: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [rows] = await tx.query<[{ step: number }[]]>(
      'update parcel set step = step + 1 where id = $1 returning step',
      [parcel],
    );
    await outbox(tx).append(parcelMoved(parcel, rows[0]?.step ?? 0));
  });
}

/** A handler as services write them: it claims the event in the transaction of its effect. */
export function recordsSteps(
  name: string,
  before: (event: ParcelMoved) => Promise<void> = async () => {},
): EventHandler {
  return handles(parcelMovedV1, name, async (event, { db }) => {
    await before(event);
    await db.transaction(async (tx) => {
      const isFirst = await inbox(tx).claim(name, event.id);
      if (isFirst) await recordStep(tx, name, event);
    });
  });
}

async function recordStep(tx: EntityManager, handler: string, event: ParcelMoved): Promise<void> {
  await tx.query('insert into applied (handler, parcel, step) values ($1, $2, $3)', [
    handler,
    event.aggregateId,
    event.data.step,
  ]);
}

export async function appliedSteps(db: DataSource, parcel: string): Promise<number[]> {
  const rows = await db.query<{ step: number }[]>('select step from applied where parcel = $1 order by nth', [parcel]);
  return rows.map(({ step }) => step);
}

/** 1, 2, 3 ... up to the last. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, nth) => nth + 1);
}

/** One statement on a connection of its own. */
export async function sql<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The steps on the bus, in its order. */
export async function publishedSteps(busUrl: string, parcel: string): Promise<number[]> {
  const rows = await sql<{ step: number }>(
    busUrl,
    `select (envelope -> 'data' ->> 'step')::int as step from bus_event
     where envelope ->> 'aggregateId' = $1 order by position`,
    [parcel],
  );
  return rows.map(({ step }) => step);
}

/** Ends connections to a database as a server or a network does, without the client's doing. */
export async function killConnections(databaseUrl: string, applicationName: string): Promise<number> {
  const killed = await sql(
    databaseUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = $1`,
    [applicationName],
  );
  return killed.length;
}
