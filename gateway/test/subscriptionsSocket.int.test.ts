import { once } from 'node:events';
import { eventually } from '@marquee/shared/testing';
import { type ParcelGateway, shopOrigin, startParcelGateway } from './subscriptions/parcelGateway';
import { startParcelSubgraphs } from './subscriptions/parcelSubgraphs';
import { connectClient, openSocket, watch } from './subscriptions/socketClient';

const mine = 'subscription { myParcelMoved { cursor } }';
const moved = { cursor: 'a', parcel: { id: 'par_1' } };

describe('a websocket of the gateway', () => {
  let subgraphs: Awaited<ReturnType<typeof startParcelSubgraphs>>;
  const gateways: ParcelGateway[] = [];

  const start = async (options: Partial<Parameters<typeof startParcelGateway>[0]> = {}) => {
    const { parcels, people } = subgraphs;
    const gateway = await startParcelGateway({ local: { parcels, people }, ...options });
    gateways.push(gateway);
    return gateway;
  };

  beforeAll(async () => {
    subgraphs = await startParcelSubgraphs();
  });
  afterEach(async () => {
    await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
    await subgraphs.channel.untilListenedBy(0);
  });
  afterAll(async () => {
    await Promise.all([subgraphs.parcels.stop(), subgraphs.people.stop()]);
  });

  const listeners = (count: number) => subgraphs.channel.untilListenedBy(count);
  const refused = {
    error: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) })],
  };

  it("is closed as the client's mistake when the client says what only a server says", async () => {
    const gateway = await start();
    const { opened, closed, send } = openSocket(gateway.url);
    await opened;
    send({ type: 'next', id: '1', payload: {} });
    expect(await closed).toBe(4400);
  });

  describe('by its origin', () => {
    it.each([
      ['another site', () => ({ origin: 'https://evil.example' })],
      ['a site whose name begins like an allowed one', () => ({ origin: `${shopOrigin}.evil.example` })],
      ['no site in particular', () => ({ origin: 'null' })],
      ['the own host at another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ])('is not opened for %s', async (_name, headersFor) => {
      const gateway = await start();
      const { opened } = openSocket(gateway.url, headersFor());
      await expect(opened).rejects.toThrow('403');
    });

    it.each([
      ['its own origin', (gateway: ParcelGateway) => gateway.ownOrigin],
      ['an allowed one', () => shopOrigin],
    ])('takes the cookie from %s', async (_name, originOf) => {
      const gateway = await start();
      const headers = { origin: originOf(gateway), cookie: 'access_token=ada' };
      const { results } = watch(connectClient(gateway.url, { headers }), mine);
      await listeners(1);
      subgraphs.channel.publish(moved);
      await eventually(() => expect(results).toEqual([{ data: { myParcelMoved: { cursor: 'a' } } }]));
    });

    it('takes no cookie from a program that names no origin, but its token', async () => {
      const gateway = await start();
      const headers = { cookie: 'access_token=ada', authorization: 'Bearer ada' };
      expect(await watch(connectClient(gateway.url, { headers }), mine).end).toEqual(refused);
      watch(connectClient(gateway.url, { headers, token: 'grace' }), mine);
      await listeners(1);
    });

    it('is only at /graphql', async () => {
      const gateway = await start();
      await expect(openSocket(gateway.url.replace('/graphql', '/other')).opened).rejects.toThrow('404');
    });
  });

  describe('by its sign-in', () => {
    const initWith = async (payload: object, headers: Record<string, string> = {}) => {
      const gateway = await start();
      const socket = openSocket(gateway.url, headers);
      await socket.opened;
      socket.send({ type: 'connection_init', payload });
      return { ...socket, gateway };
    };

    it.each([
      ['a token that was never good', { authorization: 'Bearer forged' }],
      ['a token that is no text', { Authorization: { a: 1 } }],
    ])('is closed with 4401 for %s', async (_name, payload) => {
      const { closed, messages } = await initWith(payload);
      expect(await closed).toBe(4401);
      expect(messages).toEqual([]);
    });

    it('is closed with 4401 when cookie and token differ', async () => {
      const headers = { origin: shopOrigin, cookie: 'access_token=ada' };
      expect(await (await initWith({ authorization: 'Bearer grace' }, headers)).closed).toBe(4401);
    });

    it('is open to an anonymous caller, for what needs no token', async () => {
      const { messages, send } = await initWith({});
      await eventually(() => expect(messages).toEqual([{ type: 'connection_ack' }]));
      send({ id: '1', type: 'subscribe', payload: { query: 'subscription { parcelMoved(id: "par_1") { cursor } }' } });
      await listeners(1);
    });

    it('is closed with 4403 when the token expires', async () => {
      const startedAt = Date.now();
      const { closed, messages } = await initWith({ authorization: `Bearer ada-until-${startedAt + 300}` });
      await eventually(() => expect(messages).toHaveLength(1));
      expect(await closed).toBe(4403);
      expect(Date.now() - startedAt).toBeGreaterThanOrEqual(290);
      expect(Date.now() - startedAt).toBeLessThan(5_000);
    });

    it('delivers no event after the token expired, whatever became of the timer', async () => {
      let now = Date.now();
      const gateway = await start({ now: () => now });
      const { results, end } = watch(connectClient(gateway.url, { token: `ada-until-${now + 60_000}` }), mine);
      await listeners(1);
      now += 60_001;
      subgraphs.channel.publish(moved);
      expect(await end).toMatchObject({ error: { code: 4403 } });
      expect(results).toEqual([]);
      await listeners(0);
    });

    it('is closed with 4403 when its session is revoked, and no other', async () => {
      const gateway = await start();
      const ada = watch(connectClient(gateway.url, { token: 'ada' }), mine);
      const grace = watch(connectClient(gateway.url, { token: 'grace' }), mine);
      await listeners(2);
      gateway.revoke('ses_ada', { isAnnounced: true });
      expect(await ada.end).toMatchObject({ error: { code: 4403 } });
      await listeners(1);
      subgraphs.channel.publish(moved);
      await eventually(() => expect(grace.results).toHaveLength(1));
    });
  });

  describe('by its limits', () => {
    it('is closed when it does not begin', async () => {
      const gateway = await start({ limits: { initTimeoutMs: 50 } });
      expect(await openSocket(gateway.url).closed).toBe(4408);
    });

    it('is closed with 1009 for a message over 64 KB, and takes one just under', async () => {
      const gateway = await start();
      const { opened, closed, send, messages } = openSocket(gateway.url);
      await opened;
      const frame = JSON.stringify({ type: 'ping', payload: { text: '' } }).length;
      send({ type: 'ping', payload: { text: 'x'.repeat(64 * 1024 - frame) } });
      await eventually(() => expect(messages).toHaveLength(1));
      send({ type: 'ping', payload: { text: 'x'.repeat(64 * 1024 - frame + 1) } });
      expect(await closed).toBe(1009);
    });

    it('runs 50 subscriptions and refuses the next until one has ended', async () => {
      const gateway = await start();
      const client = connectClient(gateway.url, { token: 'ada' });
      const watches = Array.from({ length: 50 }, () => watch(client, mine));
      await listeners(50);
      const extensions = { code: 'RATE_LIMITED', traceId: expect.any(String) };
      const tooMany = [expect.objectContaining({ extensions })];
      expect(await watch(client, mine).end).toEqual({ error: tooMany });
      watches[0]?.stop();
      await listeners(49);
      watch(client, mine);
      await listeners(50);
    });

    it('is cut off when it answers no ping', async () => {
      const gateway = await start({ limits: { pingIntervalMs: 50 } });
      const [alive, dead] = [openSocket(gateway.url), openSocket(gateway.url)];
      await Promise.all([alive.opened, dead.opened]);
      dead.socket.pong = () => undefined;
      expect(await dead.closed).toBe(1006);
      expect(alive.socket.readyState).toBe(alive.socket.OPEN);
    });

    it('is closed when its reader lets more than 1 MB lie for too long, and its subscription ends', async () => {
      const gateway = await start({ limits: { slowReaderMs: 100 } });
      const { socket, opened, send, messages } = openSocket(gateway.url);
      await opened;
      send({ type: 'connection_init' });
      await eventually(() => expect(messages).toHaveLength(1));
      send({
        id: '1',
        type: 'subscribe',
        payload: { query: 'subscription { news { ... on ParcelLost { reason } } }' },
      });
      await listeners(1);
      socket.pause();
      const reason = 'x'.repeat(100_000);
      for (let sent = 0; sent < 200; sent += 1) subgraphs.channel.publish({ reason });
      await listeners(0);
      await eventually(() => expect(gateway.sockets.connectionCount).toBe(0));
      socket.terminate();
    });

    it('keeps a reader that catches up', async () => {
      const gateway = await start({ limits: { slowReaderMs: 300 } });
      const { results } = watch(connectClient(gateway.url), 'subscription { news { ... on ParcelLost { reason } } }');
      await listeners(1);
      const reason = 'x'.repeat(100_000);
      for (let sent = 0; sent < 100; sent += 1) subgraphs.channel.publish({ reason });
      await eventually(() => expect(results).toHaveLength(100));
      expect(subgraphs.channel.listenerCount).toBe(1);
    });
  });

  describe('for queries and mutations', () => {
    const run = async (
      client: ReturnType<typeof connectClient>,
      query: string,
      variables?: Record<string, unknown>,
    ) => {
      const { results, end } = watch(client, query, variables);
      return { end: await end, results };
    };

    it('answers them through the same pipeline, enforcement included', async () => {
      const gateway = await start();
      const query = 'query P($id: ID!) { parcel(id: $id) { value carrier { name } } }';
      const ada = await run(connectClient(gateway.url, { token: 'ada' }), query, { id: 'par_1' });
      expect(ada).toEqual({
        end: 'complete',
        results: [{ data: { parcel: { value: 100, carrier: { name: 'Ada' } } } }],
      });
      const nobody = await run(connectClient(gateway.url), query, { id: 'par_1' });
      expect(nobody.results).toEqual([
        {
          data: { parcel: { value: null, carrier: { name: 'Ada' } } },
          errors: [
            expect.objectContaining({
              path: ['parcel', 'value'],
              extensions: { code: 'UNAUTHENTICATED', traceId: expect.any(String) },
            }),
          ],
        },
      ]);
      await run(connectClient(gateway.url), 'mutation { parcelNote(id: "par_1", note: "fragile") { note } }');
      expect(subgraphs.notes).toEqual(['fragile']);
    });

    it.each([
      ['what is not in the schema', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['what is no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
      ['a document without an operation', 'fragment F on Query { peopleCount }', 'OPERATION_RESOLUTION_FAILURE'],
      ['introspection', '{ __schema { queryType { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ])('refuses %s with an error message', async (_name, query, code) => {
      const gateway = await start();
      const { end, results } = await run(connectClient(gateway.url), query);
      expect(results).toEqual([]);
      expect(end).toMatchObject({ error: [{ extensions: { code } }] });
    });

    it('answers introspection where developer tools are on', async () => {
      const gateway = await start({ developerTools: true });
      const { results } = await run(connectClient(gateway.url), '{ __schema { queryType { name } } }');
      expect(results).toEqual([{ data: { __schema: { queryType: { name: 'Query' } } } }]);
    });
  });

  it('is told to come back when the gateway stops', async () => {
    const gateway = await start();
    const { socket, opened } = openSocket(gateway.url);
    await opened;
    const closed = once(socket, 'close');
    await gateway.sockets.stop();
    expect(await closed).toEqual([1001, expect.any(Buffer)]);
    expect(gateway.sockets.connectionCount).toBe(0);
  });
});
