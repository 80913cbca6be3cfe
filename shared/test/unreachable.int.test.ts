import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createIdentitySigner, identityHeader } from '../src/auth';
import { openDatabase } from '../src/database';
import { createLogger } from '../src/logging';
import { createSubgraph, type Subgraph } from '../src/subgraph';
import { type CuttableProxy, createTestDatabase, cuttableProxy, eventually, type TestDatabase } from '../src/testing';

const secret = 'a secret of at least thirty-two bytes';
const identity = createIdentitySigner(secret).sign({ viewer: null, requestId: 'req-1', clientIp: null }, 'demo');
const headers = { [identityHeader]: identity };

const schemaSource = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  interface UserError { code: String! message: String! path: [String!] }
  type SavePayload { saved: Int errors: [UserError!]! }
  type Query { number: Int slow: Int wrong: Int }
  type Mutation { save: SavePayload }
`;

/** Within Jest an error of Node itself is of another realm, and graphql-js takes it for something that is no error. */
function ofThisRealm(error: { readonly message: string; readonly code?: string }): Error {
  return error instanceof Error ? error : Object.assign(new Error(error.message), { code: error.code });
}

/** A subgraph whose pool has one connection, behind a way that can be cut. */
describe('a subgraph that gets no connection to its database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-unreachable-'));
  const schemaFile = join(folder, 'schema.graphql');
  const logLines: string[] = [];
  const logger = createLogger({ service: 'demo' }, { write: (line) => void logLines.push(line) });
  let database: TestDatabase;
  let proxy: CuttableProxy;
  let db: DataSource;
  let subgraph: Subgraph;

  beforeAll(async () => {
    writeFileSync(schemaFile, schemaSource);
    database = await createTestDatabase('empty', { entities: [], migrations: [] });
    proxy = await cuttableProxy(database.url);
    db = await openDatabase({
      url: proxy.url,
      applicationName: 'demo',
      entities: [],
      migrations: [],
      poolMax: 1,
      poolTimeoutMs: 500,
      statementTimeoutMs: 1_000,
      logger,
    });
    const one = async () => {
      try {
        return (await db.query<[{ one: number }]>('select 1 as one'))[0].one;
      } catch (error) {
        throw ofThisRealm(error as Error);
      }
    };
    subgraph = await createSubgraph({
      name: 'demo',
      schemaFile,
      resolvers: {
        Query: {
          number: one,
          slow: () => db.query('select pg_sleep(5)'),
          wrong: () => db.query('select no_such_column'),
        },
        Mutation: { save: async () => ({ saved: await one(), errors: [] }) },
      },
      createContext: () => ({}),
      identitySecret: secret,
      logger,
      dependencies: {},
      routes: (app) => app.get('/number', async () => ({ number: await one() })),
      onStop: () => db.destroy(),
    });
  });

  afterAll(async () => {
    await subgraph.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const ask = async (query: string) => (await subgraph.execute({ query, headers })).body;
  const unavailable = {
    message: 'A part of the system is not available right now. Try again shortly.',
    extensions: { code: 'DOWNSTREAM_UNAVAILABLE', traceId: 'req-1' },
  };
  const route = async () => {
    const { status, body } = await subgraph.handleRoute({ method: 'GET', url: '/number', headers });
    return { status, body: JSON.parse(body) as unknown };
  };

  async function expectUnavailable(): Promise<void> {
    expect(await ask('{ number }')).toMatchObject({ data: { number: null }, errors: [unavailable] });
    expect(await ask('mutation { save { saved errors { code } } }')).toMatchObject({
      data: { save: null },
      errors: [unavailable],
    });
    expect(await route()).toEqual({
      status: 503,
      body: { errors: [{ message: unavailable.message, extensions: { code: 'DOWNSTREAM_UNAVAILABLE' } }] },
    });
  }

  it('says so while another has the only one, logs why, and answers afterwards', async () => {
    const holder = db.createQueryRunner();
    await holder.connect();
    await expectUnavailable();
    await holder.release();
    expect(await ask('{ number }')).toMatchObject({ data: { number: 1 } });
    expect((await route()).status).toBe(200);
    expect(logLines.join('')).toContain('timeout exceeded when trying to connect');
  });

  it('says so while its connections are cut, and answers when it is back', async () => {
    proxy.cut();
    await expectUnavailable();
    proxy.mend();
    await eventually(async () => expect(await ask('{ number }')).toMatchObject({ data: { number: 1 } }));
  });

  it('says so of a statement that takes too long, logs why, and answers the next one', async () => {
    expect(await ask('{ slow }')).toMatchObject({ data: { slow: null }, errors: [unavailable] });
    expect(logLines.join('')).toContain('canceling statement due to statement timeout');
    expect(await ask('{ number }')).toMatchObject({ data: { number: 1 } });
  });

  it('says that it is a bug when it is one', async () => {
    expect(await ask('{ wrong }')).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  });

  it('says so when connecting is refused', async () => {
    await proxy.close();
    // The first to ask may still get the connection that was closed.
    await eventually(async () => {
      await expectUnavailable();
      expect(logLines.join('')).toContain('ECONNREFUSED');
    });
  });
});
