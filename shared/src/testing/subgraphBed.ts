import type { ExecutionResult } from 'graphql';
import { type DataSource } from 'typeorm';
import { createIdentitySigner, identityHeader, type Viewer } from '../auth';
import { type DatabaseOptions, openDatabase } from '../database';
import {
  busMigrations,
  createPostgresBus,
  type EventBus,
  type EventEnvelope,
  type EventHandler,
  startRelay,
} from '../events';
import { createLogger, type Logger } from '../logging';
import type { Subgraph } from '../subgraph';
import type { Clock } from '../time';
import { createTestDatabase } from './testDatabase';

/** What an answer holds; a test names the shape it asked for. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[] | undefined;
}

/** A clock that stands still until it is set. */
export interface TestClock extends Clock {
  set(time: string): void;
}

/** A subgraph over a database and a bus of its own, asked as the gateway asks. */
export interface SubgraphBed {
  readonly subgraph: Subgraph;
  readonly db: DataSource;
  readonly bus: EventBus;
  readonly databaseUrl: string;
  readonly busDatabaseUrl: string;
  readonly logger: Logger;
  readonly clock: TestClock;
  ask<Data>(viewer: Viewer | null, query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  watch(
    viewer: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<AsyncIterableIterator<ExecutionResult>>;
  /** What other subgraphs say. */
  hear(...events: EventEnvelope[]): Promise<void>;
  close(): Promise<void>;
}

export interface SubgraphBedOptions extends Pick<DatabaseOptions, 'entities' | 'migrations'> {
  readonly name: string;
  readonly handlers: readonly EventHandler[] | ((clock: Clock) => readonly EventHandler[]);
  /** When the clock stands. */
  readonly startsAt: string;
  readonly serve: (
    opened: { readonly db: DataSource; readonly bus: EventBus; readonly clock: Clock },
    options: { readonly identitySecret: string; readonly logger: Logger; readonly close: () => Promise<void> },
  ) => Promise<Subgraph>;
}

const identitySecret = 'a secret of the tests, long enough for HS256';
const signer = createIdentitySigner(identitySecret);

export async function createSubgraphBed(options: SubgraphBedOptions): Promise<SubgraphBed> {
  const { name, entities, migrations } = options;
  const logger = createLogger({ service: name, level: 'silent' });
  const database = await createTestDatabase(name, { entities, migrations });
  const busDatabase = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
  // Races send hundreds of requests at once, and what they show holds on a busy machine too.
  const open = () =>
    openDatabase({
      url: database.url,
      applicationName: name,
      entities,
      migrations,
      poolTimeoutMs: 60_000,
      logger,
    });
  const db = await open();
  const bus = await createPostgresBus({ url: busDatabase.url, logger });
  // On connections of its own, so that a count of statements is of those that the subgraph makes to answer.
  const relayDb = await open();
  const relay = await startRelay({ db: relayDb, bus, logger });
  const clock = standingClock(options.startsAt);
  const handlers = typeof options.handlers === 'function' ? options.handlers(clock) : options.handlers;
  const consumer = await bus.consume({ group: name, handlers, db: relayDb });
  const close = async (): Promise<void> => {
    await consumer.stop();
    await relay.stop();
    await bus.close();
    await relayDb.destroy();
    await db.destroy();
  };
  const subgraph = await options.serve({ db, bus, clock }, { identitySecret, logger, close });
  const headersOf = (viewer: Viewer | null) => ({
    [identityHeader]: signer.sign({ viewer, requestId: 'test-request', clientIp: null }, name),
  });
  return {
    subgraph,
    db,
    bus,
    databaseUrl: database.url,
    busDatabaseUrl: busDatabase.url,
    logger,
    clock,
    ask: async <Data>(viewer: Viewer | null, query: string, variables = {}): Promise<Answer<Data>> => {
      const { body } = await subgraph.execute({ query, variables, headers: headersOf(viewer) });
      return { data: body.data as Data, errors: body.errors };
    },
    watch: (viewer, query, variables = {}) => subgraph.subscribe({ query, variables, headers: headersOf(viewer) }),
    hear: (...events) => bus.publish(events),
    close: async () => {
      await subgraph.stop();
      await database.drop();
      await busDatabase.drop();
    },
  };
}

function standingClock(startsAt: string): TestClock {
  let time = new Date(startsAt);
  return {
    now: () => time,
    set: (text) => {
      time = new Date(text);
    },
  };
}
