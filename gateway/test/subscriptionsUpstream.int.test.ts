import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net';
import { identityHeader } from '@marquee/shared/auth';
import { createLogger } from '@marquee/shared/logging';
import { eventually } from '@marquee/shared/testing';
import { buildSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { createOpenUpstream, type UpstreamTimings } from '../src/subscriptions';
import { type ParcelGateway, startParcelGateway } from './subscriptions/parcelGateway';
import { Channel, startParcelSubgraphs } from './subscriptions/parcelSubgraphs';
import { connectClient, watch } from './subscriptions/socketClient';

const lost = {
  errors: [expect.objectContaining({ extensions: { code: 'DOWNSTREAM_UNAVAILABLE' } })],
};

/** A subgraph's websocket alone, that shows who connects and what is asked. */
async function startSubgraphSocket(port = 0) {
  const channel = new Channel();
  const upgrades: string[] = [];
  const identities: unknown[] = [];
  const sockets = new Set<WebSocket>();
  const schema = buildSchema('type Query { a: Int } type Subscription { tick: Int }');
  const server: Server = createServer();
  const webSockets = new WebSocketServer({ server, path: '/graphql' });
  webSockets.on('connection', (socket, request) => {
    upgrades.push(String(request.headers[identityHeader]));
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  useServer(
    {
      schema,
      onSubscribe(_context, _id, payload) {
        identities.push(payload.extensions?.['identity']);
        return { schema, document: parse(payload.query) };
      },
      subscribe: () => channel.listen(undefined) as AsyncIterableIterator<never>,
      onNext: (_context, _id, _payload, _args, result) => result as object,
    },
    webSockets,
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    channel,
    upgrades,
    identities,
    sockets,
    port: actualPort,
    url: `ws://127.0.0.1:${actualPort}/graphql`,
    async kill() {
      for (const socket of sockets) socket.terminate();
      webSockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('the connection to a subgraph process', () => {
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const startSubgraph = async (port?: number) => {
    const subgraph = await startSubgraphSocket(port);
    stops.push(subgraph.kill);
    return subgraph;
  };
  const open = (url: string, timings: Partial<UpstreamTimings> = {}) => {
    let upgradeCount = 0;
    let subscribeCount = 0;
    const upstream = createOpenUpstream({ logger, timings: { firstRetryDelayMs: 10, ...timings } })({
      subgraph: 'ticks',
      url,
      upgradeHeaders: () => ({ [identityHeader]: `gateway ${(upgradeCount += 1)}` }),
    });
    stops.push(() => upstream.stop());
    const subscribe = async () => {
      const end = new AbortController();
      const headers = () => ({ [identityHeader]: `caller ${(subscribeCount += 1)}` });
      const events = await upstream.subscribe({ query: 'subscription { tick }', headers, signal: end.signal });
      return { events, abort: () => end.abort() };
    };
    return { subscribe, upstream };
  };

  it('is made by the first subscription, shared by all, and closed after the last', async () => {
    const subgraph = await startSubgraph();
    const { subscribe } = open(subgraph.url, { idleCloseMs: 20 });
    expect(subgraph.upgrades).toEqual([]);
    const [first, second] = await Promise.all([subscribe(), subscribe()]);
    await subgraph.channel.untilListenedBy(2);
    expect(subgraph.upgrades).toEqual(['gateway 1']);
    subgraph.channel.publish({ data: { tick: 7 } });
    expect(await first.events.next()).toMatchObject({ value: { data: { tick: 7 } } });
    expect(await second.events.next()).toMatchObject({ value: { data: { tick: 7 } } });

    const parked = first.events.next();
    first.abort();
    expect(await parked).toEqual({ done: true, value: undefined });
    await subgraph.channel.untilListenedBy(1);
    await second.events.return?.();
    await subgraph.channel.untilListenedBy(0);
    await eventually(() => expect(subgraph.sockets.size).toBe(0));
  });

  it('carries a new identity for each connection and each subscription', async () => {
    const subgraph = await startSubgraph();
    const { subscribe } = open(subgraph.url);
    for (const count of [1, 2]) {
      const { events } = await subscribe();
      await subgraph.channel.untilListenedBy(1);
      expect(subgraph.identities).toHaveLength(count);
      for (const socket of subgraph.sockets) socket.terminate();
      expect((await events.next()).value).toEqual(lost);
      await subgraph.channel.untilListenedBy(0);
    }
    expect(subgraph.upgrades).toEqual(['gateway 1', 'gateway 2']);
    expect(new Set(subgraph.identities).size).toBe(2);
  });

  it('ends what was under way with an error when it breaks, and never subscribes again by itself', async () => {
    const subgraph = await startSubgraph();
    const { subscribe } = open(subgraph.url);
    const { events } = await subscribe();
    const other = await subscribe();
    await subgraph.channel.untilListenedBy(2);
    // Even a polite close: what happens until somebody is back would be lost without a word.
    for (const socket of subgraph.sockets) socket.close(1000);
    for (const lostEvents of [events, other.events]) {
      expect((await lostEvents.next()).value).toEqual(lost);
      expect(await lostEvents.next()).toEqual({ done: true, value: undefined });
    }
    const { events: later } = await subscribe();
    await subgraph.channel.untilListenedBy(1);
    expect(subgraph.identities).toHaveLength(3);
    subgraph.channel.publish({ data: { tick: 1 } });
    expect((await later.next()).value).toMatchObject({ data: { tick: 1 } });
  });

  it('is tried again for a while when the subgraph is down, and serves those who waited', async () => {
    const { port, url, kill } = await startSubgraphSocket();
    await kill();
    const { subscribe } = open(url, { retryAttempts: 50, longestRetryDelayMs: 20 });
    const { events } = await subscribe();
    const subgraph = await startSubgraph(port);
    await subgraph.channel.untilListenedBy(1);
    subgraph.channel.publish({ data: { tick: 3 } });
    expect((await events.next()).value).toMatchObject({ data: { tick: 3 } });
  });

  it('gives up on a subgraph that stays down, and works once it is back', async () => {
    const { port, url, kill } = await startSubgraphSocket();
    await kill();
    const { subscribe } = open(url, { retryAttempts: 2, longestRetryDelayMs: 20 });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { events } = await subscribe();
      expect((await events.next()).value).toEqual(lost);
      expect((await events.next()).done).toBe(true);
    }
    const subgraph = await startSubgraph(port);
    await subscribe();
    await subgraph.channel.untilListenedBy(1);
  });

  it('notices a process that stands still', async () => {
    const subgraph = await startSubgraph();
    const proxy = await startStallingProxy(subgraph.port);
    stops.push(proxy.stop);
    const { subscribe } = open(proxy.url, { pingIntervalMs: 30, pongTimeoutMs: 60 });
    const { events } = await subscribe();
    await subgraph.channel.untilListenedBy(1);
    proxy.stall();
    expect((await events.next()).value).toEqual(lost);
  });

  it('drops a subscription whose events nobody keeps up with, and no other', async () => {
    const subgraph = await startSubgraph();
    const { subscribe } = open(subgraph.url);
    const [slow, fast] = await Promise.all([subscribe(), subscribe()]);
    await subgraph.channel.untilListenedBy(2);
    let readCount = 0;
    void (async () => {
      for await (const { data } of fast.events) if (data) readCount += 1;
    })();
    for (let published = 0; published < 1_100; published += 100) {
      for (let tick = 1; tick <= 100; tick += 1) subgraph.channel.publish({ data: { tick } });
      await eventually(() => expect(readCount).toBe(published + 100));
    }
    await subgraph.channel.untilListenedBy(1);
    const results: unknown[] = [];
    for await (const result of slow.events) results.push(result);
    expect(results).toHaveLength(1_001);
    expect(results.at(-1)).toEqual(lost);
  });

  it('ends its subscriptions when the gateway stops', async () => {
    const subgraph = await startSubgraph();
    const { subscribe, upstream } = open(subgraph.url);
    const { events } = await subscribe();
    await subgraph.channel.untilListenedBy(1);
    await upstream.stop();
    expect((await events.next()).value).toEqual(lost);
    await eventually(() => expect(subgraph.sockets.size).toBe(0));
    const late = await subscribe();
    expect((await late.events.next()).value).toEqual(lost);
  });
});

/** Passes bytes on until it stalls: then nothing comes through, and nothing is closed, as with a stopped process. */
async function startStallingProxy(targetPort: number) {
  const pairs: Socket[] = [];
  const { createServer: createTcpServer } = await import('node:net');
  const server = createTcpServer((near) => {
    const far = connectTcp(targetPort, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    pairs.push(near, far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/graphql`,
    stall() {
      for (const socket of pairs) {
        socket.unpipe();
        socket.pause();
      }
    },
    async stop() {
      for (const socket of pairs) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a client whose events come from a process that dies', () => {
  let gateway: ParcelGateway;
  let subgraphs: Awaited<ReturnType<typeof startParcelSubgraphs>>;
  afterEach(async () => {
    await gateway.stop();
    await subgraphs.people.stop();
  });

  it('is told so and can subscribe again, on the same socket', async () => {
    subgraphs = await startParcelSubgraphs();
    const { parcels, people } = subgraphs;
    const { port } = await parcels.listen({ host: '127.0.0.1', port: 0 });
    gateway = await startParcelGateway({
      local: { people },
      urls: { parcels: `http://127.0.0.1:${port}/graphql` },
      timings: { firstRetryDelayMs: 10, longestRetryDelayMs: 50, retryAttempts: 40 },
    });
    const client = connectClient(gateway.url);
    const query = 'subscription { parcelMoved(id: "par_1") { cursor parcel { carrier { name } } } }';
    const first = watch(client, query);
    await subgraphs.channel.untilListenedBy(1);
    await parcels.stop();
    expect(await first.end).toEqual({
      error: [expect.objectContaining({ extensions: { code: 'DOWNSTREAM_UNAVAILABLE', traceId: expect.any(String) } })],
    });

    const again = watch(client, query);
    const revived = await startParcelSubgraphs();
    await revived.parcels.listen({ host: '127.0.0.1', port });
    await revived.channel.untilListenedBy(1);
    revived.channel.publish({ cursor: 'b', parcel: { id: 'par_1', carrier: { id: 'per_2' } } });
    await eventually(() => expect(again.results).toHaveLength(1));
    expect(again.results[0]).toEqual({
      data: { parcelMoved: { cursor: 'b', parcel: { carrier: { name: 'Grace' } } } },
    });
    await Promise.all([revived.parcels.stop(), revived.people.stop()]);
  });
});

describe('a client whose events come from a subgraph that is none of ours', () => {
  it('sees nothing of what that subgraph says of itself, and learns why its request was refused', async () => {
    const foreign = await startSubgraphSocket();
    const url = foreign.url.replace('ws:', 'http:');
    const gateway = await startParcelGateway({ urls: { parcels: url, people: url } });
    const { results, end } = watch(connectClient(gateway.url), 'subscription { parcelMoved(id: "par_1") { cursor } }');
    await foreign.channel.untilListenedBy(1);
    const talkative = [
      { message: 'Cannot query field "secretTable"', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      { message: 'at db.internal:5432', path: ['parcelMoved'], extensions: { stacktrace: ['line 1'] } },
    ];
    foreign.channel.publish({ data: { parcelMoved: null }, errors: talkative });
    await eventually(() => expect(results).toHaveLength(1));
    const told = {
      message: 'Internal server error',
      extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.any(String) },
    };
    expect(results[0]).toEqual({
      data: { parcelMoved: null },
      errors: [1, 2].map(() => ({ ...told, path: ['parcelMoved'] })),
    });

    foreign.channel.publish({
      errors: [{ message: 'The cursor is too old.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(await end).toEqual({
      error: [
        { message: 'The cursor is too old.', extensions: { code: 'BAD_USER_INPUT', traceId: expect.any(String) } },
      ],
    });
    await foreign.channel.untilListenedBy(0);
    await gateway.stop();
    await foreign.kill();
  });
});
