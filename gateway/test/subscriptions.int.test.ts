import { eventually } from '@marquee/shared/testing';
import { type ParcelGateway, startParcelGateway } from './subscriptions/parcelGateway';
import { startParcelSubgraphs } from './subscriptions/parcelSubgraphs';
import { connectClient, openSocket, watch } from './subscriptions/socketClient';

const moved = (cursor: string, step: number, carrier = 'per_1', id = 'par_1') => ({
  cursor,
  parcel: { id, step, carrier: { id: carrier } },
});

describe.each(['colocated', 'over HTTP'])('a subscription across two subgraphs, %s', (layout) => {
  let subgraphs: Awaited<ReturnType<typeof startParcelSubgraphs>>;
  let gateway: ParcelGateway;
  const clients: ReturnType<typeof connectClient>[] = [];

  beforeAll(async () => {
    subgraphs = await startParcelSubgraphs();
    const { parcels, people } = subgraphs;
    if (layout === 'colocated') {
      gateway = await startParcelGateway({ local: { parcels, people } });
      return;
    }
    const listening = { host: '127.0.0.1', port: 0 };
    const [parcelsAt, peopleAt] = await Promise.all([parcels.listen(listening), people.listen(listening)]);
    gateway = await startParcelGateway({
      urls: {
        parcels: `http://127.0.0.1:${parcelsAt.port}/graphql`,
        people: `http://127.0.0.1:${peopleAt.port}/graphql`,
      },
    });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    await subgraphs.channel.untilListenedBy(0);
  });
  afterAll(async () => {
    await gateway.stop();
    await Promise.all([subgraphs.parcels.stop(), subgraphs.people.stop()]);
  });

  const connect = (token?: string) => {
    const client = connectClient(gateway.url, token === undefined ? {} : { token });
    clients.push(client);
    return client;
  };
  const listeners = (count: number) => subgraphs.channel.untilListenedBy(count);

  it('resolves fields of both for each event, in order', async () => {
    const query = `subscription Watch($id: ID!, $plus: Int!, $shout: Boolean!) {
      move: parcelMoved(id: $id) {
        __typename
        cursor
        parcel { ...where carrier { who: name(shout: $shout) kind: __typename } }
      }
    }
    fragment where on Parcel { at: step(plus: $plus) step }`;
    const { results } = watch(connect(), query, { id: 'par_1', plus: 10, shout: true });
    await listeners(1);
    subgraphs.channel.publish(moved('a', 1));
    subgraphs.channel.publish(moved('x', 1, 'per_1', 'par_2'));
    subgraphs.channel.publish(moved('b', 2, 'per_2'));
    subgraphs.channel.publish(moved('c', 3));
    await eventually(() => expect(results).toHaveLength(3));
    const event = (cursor: string, step: number, who: string) => ({
      data: {
        move: {
          __typename: 'ParcelMoved',
          cursor,
          parcel: { at: step + 10, step, carrier: { who, kind: 'Person' } },
        },
      },
    });
    expect(results).toEqual([event('a', 1, 'ADA'), event('b', 2, 'GRACE'), event('c', 3, 'ADA')]);
  });

  it('tells the members of a union apart', async () => {
    const query = `subscription { news {
      ... on ParcelMoved { parcel { id } }
      ... on ParcelLost { reason carrier { name } }
    } }`;
    const { results } = watch(connect(), query);
    await listeners(1);
    subgraphs.channel.publish({ reason: 'fell off', carrier: { id: 'per_2' } });
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect(results).toHaveLength(2));
    expect(results.map(({ data }) => data)).toEqual([
      { news: { reason: 'fell off', carrier: { name: 'Grace' } } },
      { news: { parcel: { id: 'par_1' } } },
    ]);
  });

  it('skips what a variable with a default skips', async () => {
    const query = `subscription Watch($withName: Boolean = false) {
      parcelMoved(id: "par_1") { cursor parcel { carrier { name @include(if: $withName) id } } }
    }`;
    const { results } = watch(connect(), query);
    await listeners(1);
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect(results).toHaveLength(1));
    expect(results[0]).toEqual({ data: { parcelMoved: { cursor: 'a', parcel: { carrier: { id: 'per_1' } } } } });
  });

  const nameOfCarrier = 'subscription { parcelMoved(id: "par_1") { cursor parcel { carrier { name } } } }';

  it('keeps an error in the rest of one event to that event, and its details to itself', async () => {
    const { results } = watch(connect(), nameOfCarrier);
    await listeners(1);
    for (const event of [moved('a', 1), moved('b', 2, 'per_unknown'), moved('c', 3)]) subgraphs.channel.publish(event);
    await eventually(() => expect(results).toHaveLength(3));
    expect(results[0]?.errors).toBeUndefined();
    expect(results[1]?.data).toEqual({ parcelMoved: { cursor: 'b', parcel: { carrier: { name: null } } } });
    expect(results[1]?.errors).toEqual([
      expect.objectContaining({
        path: ['parcelMoved', 'parcel', 'carrier', 'name'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.any(String) },
      }),
    ]);
    expect(JSON.stringify(results)).not.toContain('secret detail');
    expect(results[2]).toEqual({ data: { parcelMoved: { cursor: 'c', parcel: { carrier: { name: 'Ada' } } } } });
  });

  it('goes on after an event that its own subgraph could not resolve', async () => {
    const { results } = watch(connect(), 'subscription { myParcelMoved { cursor parcel { step } } }');
    const mine = watch(connect('ada'), 'subscription { myParcelMoved { cursor parcel { step } } }');
    await listeners(1);
    subgraphs.channel.publish({ cursor: 'a', parcel: new Error('a secret detail') });
    subgraphs.channel.publish(moved('b', 2));
    await eventually(() => expect(mine.results).toHaveLength(2));
    expect(mine.results[0]?.data).toEqual({ myParcelMoved: null });
    expect(mine.results[0]?.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(mine.results)).not.toContain('secret detail');
    expect(mine.results[1]).toEqual({ data: { myParcelMoved: { cursor: 'b', parcel: { step: 2 } } } });
    expect(results).toEqual([]);
  });

  it('tells every subgraph who asks', async () => {
    const query = 'subscription { parcelMoved(id: "par_1") { parcel { seenBy carrier { seenBy } } } }';
    const [ada, nobody] = [watch(connect('ada'), query), watch(connect(), query)];
    await listeners(2);
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect([ada.results, nobody.results].map(({ length }) => length)).toEqual([1, 1]));
    const seenBy = (who: string) => ({ data: { parcelMoved: { parcel: { seenBy: who, carrier: { seenBy: who } } } } });
    expect(ada.results).toEqual([seenBy('usr_ada')]);
    expect(nobody.results).toEqual([seenBy('nobody')]);
  });

  it('is refused without a token where it is protected, and never reaches the subgraph', async () => {
    const refused = watch(connect(), 'subscription { myParcelMoved { cursor } }');
    expect(await refused.end).toEqual({
      error: [expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED', traceId: expect.any(String) } })],
    });
    expect(subgraphs.channel.listenerCount).toBe(0);
  });

  it('leaves out a protected field, with one error per event, and delivers the rest', async () => {
    const query = 'subscription { parcelMoved(id: "par_1") { cursor parcel { value carrier { name } } } }';
    const [ada, nobody] = [watch(connect('ada'), query), watch(connect(), query)];
    await listeners(2);
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect([ada.results, nobody.results].map(({ length }) => length)).toEqual([1, 1]));
    const event = (value: number | null) => ({
      parcelMoved: { cursor: 'a', parcel: { value, carrier: { name: 'Ada' } } },
    });
    expect(ada.results[0]).toEqual({ data: event(100) });
    expect(nobody.results[0]?.data).toEqual(event(null));
    expect(nobody.results[0]?.errors).toEqual([
      expect.objectContaining({
        path: ['parcelMoved', 'parcel', 'value'],
        extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      }),
    ]);
  });

  it('is refused with its mistakes when it is invalid, without telling names', async () => {
    const refusal = async (query: string) => ((await watch(connect(), query).end) as { error: unknown }).error;
    expect(await refusal('subscription { parcelMovd(id: "par_1") { cursor } }')).toEqual([
      expect.objectContaining({
        message: 'Cannot query field "parcelMovd" on type "Subscription".',
        extensions: expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
      }),
    ]);
    const badVariable = watch(connect(), 'subscription W($id: ID!) { parcelMoved(id: $id) { cursor } }', {});
    expect(await badVariable.end).toMatchObject({ error: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(await refusal('subscription {')).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    expect(subgraphs.channel.listenerCount).toBe(0);
  });

  it('ends upstream at once when the client completes it or leaves', async () => {
    const [first, second] = [connect(), connect()];
    const completed = watch(first, nameOfCarrier);
    const kept = watch(first, nameOfCarrier);
    watch(second, nameOfCarrier);
    await listeners(3);
    completed.stop();
    await listeners(2);
    second.terminate();
    await listeners(1);
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect(kept.results).toHaveLength(1));
    expect(completed.results).toEqual([]);
  });

  it('leaves nothing behind when the client gives up before it has begun', async () => {
    const { opened, send, messages, socket } = openSocket(gateway.url);
    await opened;
    send({ type: 'connection_init' });
    await eventually(() => expect(messages).toHaveLength(1));
    for (const id of ['1', '2', '3']) {
      send({ id, type: 'subscribe', payload: { query: nameOfCarrier } });
      send({ id, type: 'complete' });
    }
    send({ id: '4', type: 'subscribe', payload: { query: nameOfCarrier } });
    await listeners(1);
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect(messages).toHaveLength(2));
    expect(messages[1]).toMatchObject({ id: '4', type: 'next' });
    expect(subgraphs.channel.listenerCount).toBe(1);
    socket.close();
  });

  it('may be one of very many that come and go', async () => {
    const client = connect();
    const watches = Array.from({ length: 40 }, () => watch(client, nameOfCarrier));
    await listeners(40);
    for (const { stop } of watches) stop();
    await listeners(0);
    const again = watch(client, nameOfCarrier);
    await listeners(1);
    subgraphs.channel.publish(moved('a', 1));
    await eventually(() => expect(again.results).toHaveLength(1));
  });

  it('delivers nothing of a session that was revoked, and closes the socket for a new sign-in', async () => {
    const client = connect('grace');
    const { results, end } = watch(client, 'subscription { myParcelMoved { cursor } }');
    await listeners(1);
    gateway.revoke('ses_grace', { isAnnounced: false });
    subgraphs.channel.publish(moved('a', 1));
    expect(await end).toMatchObject({ error: { code: 4403 } });
    expect(results).toEqual([]);
    await listeners(0);
  });
});
