import { createIdentitySigner, identityHeader, type Viewer } from '@marquee/shared/auth';
import { busMigrations, createPostgresBus, type EventEnvelope, startRelay } from '@marquee/shared/events';
import { createLogger, type Logger } from '@marquee/shared/logging';
import type { Subgraph } from '@marquee/shared/subgraph';
import { createTestDatabase } from '@marquee/shared/testing';
import type { ExecutionResult } from 'graphql';
import type { DataSource } from 'typeorm';
import { subscribedEvents } from '../../src/events/subscribed';
import { foodMigrations } from '../../src/migrations';
import { foodEntities, openFoodDatabase } from '../../src/persistence/dataSource';
import { serveFood } from '../../src/server';

const identitySecret = 'a secret of the tests, long enough for HS256';
const signer = createIdentitySigner(identitySecret);

/** What an answer holds; a test names the shape it asked for. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[] | undefined;
}

/** Food over a database and a bus of its own, with a clock that stands still until it is set. */
export interface FoodBed {
  readonly food: Subgraph;
  readonly db: DataSource;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly clock: { now(): Date; set(time: string): void };
  ask<Data>(viewer: Viewer | null, query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  watch(
    viewer: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<AsyncIterableIterator<ExecutionResult>>;
  /** What other subgraphs say. */
  hear(...events: EventEnvelope[]): Promise<void>;
  /** How many rows each table of food has that a request may write, the outbox and spent keys included. */
  rowCounts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Wednesday, 13:00 in Dublin. */
export const wednesdayLunch = '2030-07-03T12:00:00.000Z';

export async function aFoodBed(): Promise<FoodBed> {
  const logger = createLogger({ service: 'food', level: 'silent' });
  const database = await createTestDatabase('food', { entities: foodEntities, migrations: foodMigrations });
  const busDatabase = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
  const db = await openFoodDatabase(database.url, logger);
  const bus = await createPostgresBus({ url: busDatabase.url, logger });
  // On connections of its own, so that a count of statements is of those that food makes to answer.
  const relayDb = await openFoodDatabase(database.url, logger);
  const relay = await startRelay({ db: relayDb, bus, logger });
  const consumer = await bus.consume({ group: 'food', handlers: subscribedEvents, db: relayDb });
  const clock = aClock();
  const close = async (): Promise<void> => {
    await consumer.stop();
    await relay.stop();
    await bus.close();
    await relayDb.destroy();
    await db.destroy();
  };
  const food = await serveFood({ db, bus, clock }, { identitySecret, logger, close });
  return {
    food,
    db,
    databaseUrl: database.url,
    logger,
    clock,
    ask: async <Data>(viewer: Viewer | null, query: string, variables = {}): Promise<Answer<Data>> => {
      const { body } = await food.execute({ query, variables, headers: headersOf(viewer) });
      return { data: body.data as Data, errors: body.errors };
    },
    watch: (viewer, query, variables = {}) => food.subscribe({ query, variables, headers: headersOf(viewer) }),
    hear: (...events) => bus.publish(events),
    rowCounts: () => rowCounts(db),
    close: async () => {
      await food.stop();
      await database.drop();
      await busDatabase.drop();
    },
  };
}

function headersOf(viewer: Viewer | null): Record<string, string> {
  return { [identityHeader]: signer.sign({ viewer, requestId: 'test-request', clientIp: null }, 'food') };
}

function aClock() {
  let time = new Date(wednesdayLunch);
  return {
    now: () => time,
    set: (text: string) => {
      time = new Date(text);
    },
  };
}

const tables = [
  'food_category',
  'restaurant',
  'food',
  'menu_item',
  'option_group',
  'menu_option',
  'food_order',
  'food_order_line',
  'food_order_timeline',
  'food_order_courier',
  'restaurant_staff',
  'outbox',
  'idempotency_record',
];

async function rowCounts(db: DataSource): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
  const [row]: Record<string, number>[] = await db.query(`select ${counts}`);
  return row ?? {};
}
