import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createIdentitySigner, type Identity, identityHeader } from '../src/auth';
import { AccessDenied, Conflict, InvalidInput } from '../src/errors';
import { createLogger } from '../src/logging';
import { createSubgraph, type Subgraph } from '../src/subgraph';

const secret = 'a secret of at least thirty-two bytes';
const sign = (audience = 'demo', identity: Partial<Identity> = {}) =>
  createIdentitySigner(secret).sign({ viewer: null, requestId: 'req-1', clientIp: null, ...identity }, audience);
const headers = { [identityHeader]: sign() };

const schemaSource = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  scalar MinorUnits
  scalar CurrencyCode
  type Money { minor: MinorUnits! currency: CurrencyCode! exponent: Int! decimal: String! }
  interface UserError { code: UserErrorCode! message: String! path: [String!] }
  enum UserErrorCode { VALIDATION PRICE_CHANGED SOLD_OUT }
  type ValidationError implements UserError { code: UserErrorCode! message: String! path: [String!] }
  type PriceChangedError implements UserError { code: UserErrorCode! message: String! path: [String!] expected: Money! }
  type BuyPayload { bought: Int replayed: Boolean! lines: [Int!]! errors: [UserError!]! }
  type Query { price: Money viewer: String fails: String denied: String invalid: String }
  type Mutation { buy(quantity: Int!): BuyPayload }
  type Subscription { ticks(upTo: Int!): Int never: Int }
`;

const aborted: string[] = [];

async function* ticks(upTo: number) {
  for (let tick = 1; tick <= upTo; tick += 1) yield { ticks: tick };
}

function parked(signal: AbortSignal | undefined): AsyncIterableIterator<unknown> {
  return {
    next: () =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          aborted.push('never');
          resolve({ done: true, value: undefined });
        });
      }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

interface Context {
  readonly viewerId: string | null;
  readonly signal: AbortSignal | undefined;
}

const resolvers = {
  Query: {
    price: () => ({ minor: 1250, currency: 'EUR' }),
    viewer: (_root: unknown, _args: unknown, { viewerId }: Context) => viewerId,
    fails: () => {
      throw new Error('connect to 10.0.0.1 with password hunter2 failed');
    },
    denied: () => {
      throw new AccessDenied();
    },
    invalid: () => {
      throw new InvalidInput('first must be from 1 to 100.', ['first']);
    },
  },
  Mutation: {
    buy: (_root: unknown, { quantity }: { quantity: number }) => {
      if (quantity < 1) throw new InvalidInput('Buy at least one.', ['quantity']);
      if (quantity > 9) throw new Conflict('SOLD_OUT', 'There are no more.', { replayed: true });
      if (quantity > 5) {
        throw new Conflict('PRICE_CHANGED', 'The price has changed.', {
          type: 'PriceChangedError',
          details: { expected: { minor: 1, currency: 'EUR' } },
        });
      }
      return { bought: quantity, replayed: false, lines: [quantity], errors: [] };
    },
  },
  Subscription: {
    ticks: { subscribe: (_root: unknown, { upTo }: { upTo: number }) => ticks(upTo) },
    never: { subscribe: (_root: unknown, _args: unknown, { signal }: Context) => parked(signal) },
  },
};

describe('a subgraph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-subgraph-'));
  const logLines: string[] = [];
  let subgraph: Subgraph;
  let url: string;
  let databaseIsUp = true;

  const schemaFile = join(folder, 'schema.graphql');
  const aSubgraph = () =>
    createSubgraph<Context>({
      name: 'demo',
      schemaFile,
      resolvers,
      createContext: ({ identity, signal }) => ({ viewerId: identity.viewer?.userId ?? null, signal }),
      identitySecret: secret,
      logger: createLogger({ service: 'demo' }, { write: (line) => void logLines.push(line) }),
      dependencies: {
        database: async () => {
          if (!databaseIsUp) throw new Error('down');
        },
      },
      routes: (app) => {
        app.get('/open', { config: { isOpen: true } }, async () => ({ open: true }));
        app.get('/closed', async () => ({ closed: true }));
      },
      onStop: async () => undefined,
    });

  beforeAll(async () => {
    writeFileSync(schemaFile, schemaSource);
    subgraph = await aSubgraph();
    ({ url } = await subgraph.listen({ host: '127.0.0.1', port: 0 }));
  });

  afterAll(async () => {
    await subgraph.stop();
    rmSync(folder, { recursive: true });
  });

  const post = (body: unknown, more: Record<string, string> = headers) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  describe('called by the gateway', () => {
    it('answers in process and over HTTP alike', async () => {
      const query = '{ price { minor currency exponent decimal } }';
      const price = { minor: 1250, currency: 'EUR', exponent: 2, decimal: '12.50' };
      const inProcess = await subgraph.execute({ query, headers });
      expect(inProcess.body).toMatchObject({ data: { price } });
      const overHttp = await post({ query });
      expect(await overHttp.json()).toEqual({ data: { price } });
    });

    it('knows the viewer that the identity states', async () => {
      const viewer = { userId: 'usr_1', role: 'USER' as const, scopes: [], sessionId: 'ses_1' };
      const signed = { [identityHeader]: sign('demo', { viewer }) };
      expect((await subgraph.execute({ query: '{ viewer }', headers: signed })).body.data).toEqual({ viewer: 'usr_1' });
    });

    it('answers what the caller can act on as data, with the other members empty', async () => {
      const query = `mutation ($n: Int!) { buy(quantity: $n) { bought replayed lines errors {
        __typename code message path ... on PriceChangedError { expected { decimal } } } } }`;
      const buy = async (n: number) =>
        (await subgraph.execute({ query, variables: { n }, headers })).body.data?.['buy'];
      expect(await buy(2)).toEqual({ bought: 2, replayed: false, lines: [2], errors: [] });
      expect(await buy(0)).toEqual({
        bought: null,
        replayed: false,
        lines: [],
        errors: [
          { __typename: 'ValidationError', code: 'VALIDATION', message: 'Buy at least one.', path: ['quantity'] },
        ],
      });
      expect(await buy(6)).toMatchObject({
        replayed: false,
        errors: [{ __typename: 'PriceChangedError', code: 'PRICE_CHANGED', expected: { decimal: '0.01' } }],
      });
      expect(await buy(10)).toMatchObject({ bought: null, replayed: true, errors: [{ code: 'SOLD_OUT' }] });
    });

    it('shows a fault with its code and trace id, and never its cause', async () => {
      const { body } = await subgraph.execute({ query: '{ fails denied invalid }', headers });
      expect(body.errors?.map(({ extensions }) => extensions)).toEqual([
        { code: 'INTERNAL_SERVER_ERROR', traceId: 'req-1' },
        { code: 'FORBIDDEN', traceId: 'req-1' },
        { code: 'BAD_USER_INPUT', traceId: 'req-1' },
      ]);
      expect(JSON.stringify(body)).not.toContain('hunter2');
      expect(logLines.join('')).toContain('10.0.0.1');
    });

    it('refuses a subscription by HTTP', async () => {
      const response = await subgraph.execute({ query: 'subscription { ticks(upTo: 1) }', headers });
      expect(response).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } });
    });

    it('streams the events of a subscription', async () => {
      const results = await subgraph.subscribe({ query: 'subscription { ticks(upTo: 3) }', headers });
      const seen: unknown[] = [];
      for await (const result of results) seen.push(result.data?.['ticks']);
      expect(seen).toEqual([1, 2, 3]);
    });

    it('ends a parked subscription when its reader leaves', async () => {
      const results = await subgraph.subscribe({ query: 'subscription { never }', headers });
      const next = results.next();
      await results.return?.();
      expect(await next).toMatchObject({ done: true });
      expect(aborted).toEqual(['never']);
    });

    it.each([
      ['a syntax error', 'subscription {'],
      ['an unknown field', 'subscription { nothing }'],
    ])('answers %s in a subscription with one result of errors', async (_name, query) => {
      const results = await subgraph.subscribe({ query, headers });
      const { value } = await results.next();
      expect(value).toMatchObject({ errors: [{ extensions: { code: expect.stringMatching(/GRAPHQL_|BAD_/) } }] });
      expect(await results.next()).toMatchObject({ done: true });
    });
  });

  describe('called by anybody else', () => {
    it.each([
      ['a query', { query: '{ __typename }' }],
      ['its schema', { query: '{ _service { sdl } }' }],
      ['something malformed', '{'],
    ])('answers 401 to %s', async (_name, body) => {
      for (const wrong of [{}, { [identityHeader]: 'x' }, { [identityHeader]: sign('users') }]) {
        const response = await post(body, wrong);
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      }
    });

    it('answers 401 in process too', async () => {
      const { status } = await subgraph.execute({ query: '{ __typename }', headers: {} });
      expect(status).toBe(401);
      const refused = await (
        await subgraph.subscribe({ query: 'subscription { ticks(upTo: 1) }', headers: {} })
      ).next();
      expect(refused.value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    });

    it('refuses the websocket at the upgrade', async () => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      const status = await new Promise((resolve) => {
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.once('open', () => resolve('opened'));
        socket.once('error', () => undefined);
      });
      socket.terminate();
      expect(status).toBe(401);
    });

    it('lets only open routes and health through', async () => {
      const statusOf = async (path: string) => (await fetch(url + path)).status;
      expect(await statusOf('/open')).toBe(200);
      expect(await statusOf('/closed')).toBe(401);
      expect(await statusOf('/nothing')).toBe(401);
      expect(await statusOf('/health/live')).toBe(200);
    });
  });

  it('serves its plain routes in process', async () => {
    const open = await subgraph.handleRoute({ method: 'GET', url: '/open', headers: {} });
    expect(open).toMatchObject({ status: 200, body: '{"open":true}' });
    const closed = await subgraph.handleRoute({ method: 'GET', url: '/closed', headers });
    expect(closed.status).toBe(200);
  });

  it('is ready while its dependencies answer', async () => {
    databaseIsUp = false;
    const down = await fetch(`${url}/health/ready`);
    databaseIsUp = true;
    const up = await fetch(`${url}/health/ready`);
    expect([down.status, up.status]).toEqual([503, 200]);
    expect(await down.json()).toEqual({ ready: false, dependencies: { database: false } });
  });

  it('refuses to listen on a taken port', async () => {
    const late = await aSubgraph();
    const address = { host: '127.0.0.1', port: Number(new URL(url).port) };
    await expect(late.listen(address)).rejects.toThrow('EADDRINUSE');
    await late.stop();
  });
});
