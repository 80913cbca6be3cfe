import type { Dispatcher } from 'undici';
import { openEndpoints } from './endpoints';
import type { HttpAnswer, HttpRequest } from './httpExchange';

const neverUpMs = 60_000;

/** A request that a replica has and has not answered yet. */
interface Received {
  readonly host: string;
  answer(): void;
  /** Breaks the connection, or finds that there is none. */
  fail(code: string): void;
}

describe('replicas of a subgraph', () => {
  let received: Received[];
  let nowMs: number;
  beforeEach(() => {
    received = [];
    nowMs = 0;
  });

  function open(...hosts: string[]) {
    const urls = hosts.map((host) => `http://${host}/graphql`);
    const openPool = (origin: string) => fakePool(new URL(origin).host, received);
    return openEndpoints(urls, neverUpMs, { now: () => nowMs, openPool });
  }

  /** Asks once, and has it answered at once: by which replica? */
  async function askedOf({ send }: ReturnType<typeof open>): Promise<string | undefined> {
    const answer = send(request);
    const newest = received.at(-1);
    newest?.answer();
    await answer;
    return newest?.host;
  }

  it('take turns while they have equally much to do', async () => {
    const endpoints = open('a', 'b', 'c');
    const hosts = [];
    for (let nth = 0; nth < 6; nth += 1) hosts.push(await askedOf(endpoints));
    expect(new Set(hosts.slice(0, 3))).toEqual(new Set(['a', 'b', 'c']));
    expect(hosts.slice(3)).toEqual(hosts.slice(0, 3));
  });

  it('are asked where the fewest requests are waiting', async () => {
    const endpoints = open('a', 'b');
    const waiting = endpoints.send(request);
    const [busy] = received;
    for (let nth = 0; nth < 3; nth += 1) expect(await askedOf(endpoints)).not.toBe(busy?.host);
    busy?.answer();
    await waiting;
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])(
    'answer for one that cannot be reached (%s), and spare it for five seconds',
    async (code) => {
      const endpoints = open('a', 'b');
      const answer = endpoints.send(request);
      const [lost] = received;
      lost?.fail(code);
      await untilReceived(2);
      received[1]?.answer();
      expect((await answer).status).toBe(200);

      nowMs = 4_999;
      const spared = [await askedOf(endpoints), await askedOf(endpoints)];
      expect(spared).not.toContain(lost?.host);
      nowMs = 5_000;
      expect(new Set([await askedOf(endpoints), await askedOf(endpoints)])).toEqual(new Set(['a', 'b']));
    },
  );

  it('are not spared when there is no other', async () => {
    const endpoints = open('a');
    const lost = endpoints.send(request);
    received[0]?.fail('ECONNREFUSED');
    await expect(lost).rejects.toMatchObject({ reason: 'unreachable', isSent: false });
    expect(await askedOf(endpoints)).toBe('a');
  });

  it('are spared no longer once they have answered', async () => {
    const endpoints = open('a', 'b');
    const lost = endpoints.send(request);
    received[0]?.fail('ECONNREFUSED');
    await untilReceived(2);
    received[1]?.fail('ECONNREFUSED');
    await expect(lost).rejects.toMatchObject({ reason: 'unreachable' });
    const back = await askedOf(endpoints);
    expect([await askedOf(endpoints), await askedOf(endpoints)]).toEqual([back, back]);
  });

  it('do not get what another may have begun to work on', async () => {
    const endpoints = open('a', 'b');
    const answer = endpoints.send(request);
    received[0]?.fail('ECONNRESET');
    await expect(answer).rejects.toMatchObject({ reason: 'unreachable', isSent: true });
    expect(received).toHaveLength(1);
  });

  it('are each tried once before a request fails', async () => {
    const endpoints = open('a', 'b', 'c');
    const answer = endpoints.send(request);
    for (let nth = 0; nth < 3; nth += 1) {
      await untilReceived(nth + 1);
      received[nth]?.fail('ECONNREFUSED');
    }
    await expect(answer).rejects.toMatchObject({ reason: 'unreachable', isSent: false });
    expect(received.map(({ host }) => host).sort()).toEqual(['a', 'b', 'c']);
  });

  it('get each request at their own path', async () => {
    const paths: string[] = [];
    const endpoints = openEndpoints(['http://a/one', 'http://b/two'], neverUpMs, {
      openPool: (origin) => fakePool(new URL(origin).host, received),
    });
    const noted = (url: URL): HttpRequest => {
      paths.push(`${url.host}${url.pathname}`);
      return request(url);
    };
    const answers: Promise<HttpAnswer>[] = [endpoints.send(noted), endpoints.send(noted)];
    for (const { answer } of received) answer();
    await Promise.all(answers);
    expect(paths.sort()).toEqual(['a/one', 'b/two']);
  });

  async function untilReceived(count: number): Promise<void> {
    while (received.length < count) await new Promise((resolve) => setImmediate(resolve));
  }
});

function request({ pathname }: URL): HttpRequest {
  return { method: 'POST', path: pathname, headers: {}, body: '{}' };
}

function fakePool(host: string, received: Received[]) {
  return {
    dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) {
      const controller = { abort: () => undefined } as unknown as Dispatcher.DispatchController;
      handler.onRequestStart?.(controller, undefined);
      received.push({
        host,
        answer() {
          handler.onResponseStart?.(controller, 200, {}, 'OK');
          handler.onResponseEnd?.(controller, {});
        },
        fail: (code) => handler.onResponseError?.(controller, Object.assign(new Error(code), { code })),
      });
      return true;
    },
    destroy: async () => undefined,
  };
}
