import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { publicInternet } from '../src/services/ipo/publicAddress';
import { type FeedLimits, readFeed } from '../src/services/ipo/readFeed';
import { type FeedServer, startFeedServer } from './support/feedServer';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let server: FeedServer;
let answers: Record<string, Answer>;
beforeAll(async () => {
  server = await startFeedServer((request, response) => {
    const answer = answers[String(request.url)];
    if (answer === undefined) response.writeHead(404).end('no such feed');
    else answer(response, request);
  });
});
afterAll(() => server.close());
beforeEach(() => {
  answers = {};
});

const onLoopback: FeedLimits = { timeoutMs: 4_000, maxBytes: 100_000, allowPrivate: true };
const read = (path: string, limits = onLoopback) => readFeed(`${server.url}${path}`, limits);
const refusal = (message: string) =>
  expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'feed'], message });
const redirectTo =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, { location }).end('x'.repeat(1_000));

/** One list of addresses for each time that a name is looked up, the last one for ever. */
function answering(...rounds: string[][]): LookupFunction & { asked: () => number } {
  let asked = 0;
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    const addresses = rounds[Math.min(asked, rounds.length - 1)] ?? [];
    asked += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    );
  };
  return Object.assign(lookup, { asked: () => asked });
}

describe('reading a feed', () => {
  it('gives its text and where it was', async () => {
    answers = { '/feed': (response) => response.end('\ufeff["Zoë"]') };
    expect(await read('/feed')).toEqual({ text: '["Zoë"]', url: `${server.url}/feed` });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('decompresses %s', async (encoding, compress) => {
    answers = {
      '/feed': (response) => response.writeHead(200, { 'content-encoding': encoding }).end(compress('["Acme"]')),
    };
    expect((await read('/feed')).text).toBe('["Acme"]');
  });

  it('knows other charsets than UTF-8', async () => {
    const latin = Buffer.from('["Zoë"]', 'latin1');
    answers = {
      '/latin': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=ISO-8859-1' }).end(latin),
      '/odd': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=klingon' }).end('["Zoë"]'),
    };
    expect((await read('/latin')).text).toBe('["Zoë"]');
    expect((await read('/odd')).text).toBe('["Zoë"]');
  });

  it('follows three redirects, and not a fourth', async () => {
    answers = {
      '/3': redirectTo('/2'),
      '/2': redirectTo(`${server.url}/1`),
      '/1': redirectTo('/feed'),
      '/4': redirectTo('/3'),
      '/feed': (response) => response.end('[]'),
    };
    expect(await read('/3')).toEqual({ text: '[]', url: `${server.url}/feed` });
    await expect(read('/4')).rejects.toEqual(refusal('The feed redirects more than 3 times.'));
  });

  it.each([
    ['file:///etc/passwd', 'The feed leads to something else than a plain http or https address.'],
    ['ftp://127.0.0.1/', 'The feed leads to something else than a plain http or https address.'],
    ['http://user:secret@127.0.0.1/', 'The feed leads to something else than a plain http or https address.'],
    ['http://', 'The feed redirects to something that is no address.'],
  ])('does not follow a redirect to %s', async (location, message) => {
    answers = { '/feed': redirectTo(location) };
    await expect(read('/feed')).rejects.toEqual(refusal(message));
  });
});

describe('a feed that cannot be read', () => {
  it.each([204, 302, 403, 500, 503])('answers with status %i', async (status) => {
    answers = {
      '/feed': (response) => response.writeHead(status).end(status === 204 ? undefined : 'x'.repeat(200_000)),
    };
    await expect(read('/feed')).rejects.toEqual(refusal(`The feed answers with status ${status}.`));
  });

  it('is down', async () => {
    const gone = await startFeedServer(() => {});
    await gone.close();
    const message = 'The feed cannot be reached, or breaks off.';
    await expect(readFeed(gone.url, onLoopback)).rejects.toEqual(refusal(message));
  });

  it('breaks off', async () => {
    answers = {
      '/feed': (response) => {
        response.writeHead(200, { 'content-length': 100 }).write('[');
        setTimeout(() => response.destroy(), 20);
      },
    };
    await expect(read('/feed')).rejects.toEqual(refusal('The feed cannot be reached, or breaks off.'));
  });

  it.each([
    ['never answers', () => {}],
    ['stops in the middle', (response: ServerResponse) => void response.writeHead(200).write('[')],
    [
      'trickles',
      (response: ServerResponse) => {
        const trickle = setInterval(() => response.write(' '), 20);
        response.once('close', () => clearInterval(trickle));
      },
    ],
    [
      'redirects in time but answers too late',
      (response: ServerResponse) => redirectTo('/slow')(response, response.req),
    ],
  ])('is too slow when it %s', async (_, answer) => {
    answers = { '/feed': answer, '/slow': () => {} };
    const begin = performance.now();
    const message = 'The feed does not answer in time.';
    await expect(read('/feed', { ...onLoopback, timeoutMs: 200 })).rejects.toEqual(refusal(message));
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  it('has one byte too many, and is read to the end of the limit only', async () => {
    answers = {
      '/fits': (response) => response.end('x'.repeat(100_000)),
      '/long': (response) => response.end('x'.repeat(100_001)),
      '/endless': (response) => {
        const more = () =>
          void (response.write('x'.repeat(10_000)) ? setImmediate(more) : response.once('drain', more));
        response.once('close', () => response.removeAllListeners('drain'));
        more();
      },
    };
    expect((await read('/fits')).text).toHaveLength(100_000);
    await expect(read('/long')).rejects.toEqual(refusal('The feed is larger than 100000 bytes.'));
    await expect(read('/endless')).rejects.toEqual(refusal('The feed is larger than 100000 bytes.'));
  });

  it('is a bomb: small on the wire, large when decompressed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    answers = { '/feed': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb) };
    const before = process.memoryUsage.rss();
    await expect(read('/feed')).rejects.toEqual(refusal('The feed is larger than 100000 bytes.'));
    expect(process.memoryUsage.rss() - before).toBeLessThan(30_000_000);
  });

  it('is a stream without end that decompresses to nothing', async () => {
    answers = {
      '/feed': (response) => {
        const header = gzipSync('').subarray(0, 10);
        const emptyBlock = Buffer.from('000000ffff', 'hex');
        response.writeHead(200, { 'content-encoding': 'gzip' }).write(header);
        const more = setInterval(() => response.write(emptyBlock.toString('latin1').repeat(50), 'latin1'), 1);
        response.once('close', () => clearInterval(more));
      },
    };
    await expect(read('/feed', { ...onLoopback, maxBytes: 2_000 })).rejects.toEqual(
      refusal('The feed is larger than 2000 bytes.'),
    );
  });

  it.each([
    ['no gzip', 'gzip', 'The feed cannot be reached, or breaks off.'],
    ['an encoding that nobody knows', 'zstd, rot13', 'The feed is compressed in a way that is not known here.'],
  ])('is %s', async (_, encoding, message) => {
    answers = { '/feed': (response) => response.writeHead(200, { 'content-encoding': encoding }).end('plain') };
    await expect(read('/feed')).rejects.toEqual(refusal(message));
  });
});

describe('a feed in the own network', () => {
  const notPublic = refusal('The feed is at an address that is not public, which feeds may not be read from.');
  const guarded: FeedLimits = { ...onLoopback, allowPrivate: false };

  it('is never asked, neither by address nor by name', async () => {
    answers = { '/feed': (response) => response.end('["secret"]') };
    const before = server.requests();
    for (const origin of ['http://127.0.0.1', 'http://localhost', 'https://localhost', 'http://[::ffff:127.0.0.1]']) {
      await expect(readFeed(`${origin}:${server.port}/feed`, guarded)).rejects.toEqual(notPublic);
    }
    expect(server.requests()).toBe(before);
  });

  it('is not asked when a public name leads there, not even beside a public address', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['169.254.169.254']]) {
      const network = { ...publicInternet, lookup: answering(addresses) };
      const reading = readFeed(`http://feeds.example:${server.port}/feed`, { ...guarded, network });
      await expect(reading).rejects.toEqual(notPublic);
    }
  });

  // The one address that stands for the public internet here; the others of loopback stay private.
  const isAllowed = (address: string) => address === '127.0.0.1';

  it.each(['127.0.0.2', 'localhost.', '[::1]', '169.254.169.254', '0x7f000002'])(
    'is not asked when a public feed redirects to %s',
    async (host) => {
      const inner = await startFeedServer((_, response) => void response.end('["secret"]'), '127.0.0.2');
      answers = { '/feed': redirectTo(`http://${host}:${inner.port}/feed`) };
      const network = { lookup: answering(['127.0.0.2']), isAllowed };
      await expect(read('/feed', { ...guarded, network })).rejects.toEqual(notPublic);
      expect(inner.requests()).toBe(0);
      await inner.close();
    },
  );

  it('is not asked when the name of a feed has another address the second time', async () => {
    answers = { '/feed': redirectTo('/again'), '/again': (response) => response.end('[]') };
    const inner = await startFeedServer((_, response) => void response.end('["secret"]'), '127.0.0.2', server.port);
    const name = `http://feeds.example:${server.port}`;

    // The address that was checked is the one that is connected to: one look-up for each connection.
    const rebinding = answering(['127.0.0.1'], ['127.0.0.2']);
    const once = await readFeed(`${name}/again`, { ...guarded, network: { lookup: rebinding, isAllowed } });
    expect({ text: once.text, asked: rebinding.asked() }).toEqual({ text: '[]', asked: 1 });

    const again = readFeed(`${name}/feed`, { ...guarded, network: { lookup: rebinding, isAllowed } });
    await expect(again).rejects.toEqual(notPublic);

    answers['/feed'] = (response) => {
      response.writeHead(302, { location: '/again', connection: 'close' }).end();
    };
    const between = answering(['127.0.0.1'], ['127.0.0.2']);
    await expect(readFeed(`${name}/feed`, { ...guarded, network: { lookup: between, isAllowed } })).rejects.toEqual(
      notPublic,
    );
    expect(inner.requests()).toBe(0);
    await inner.close();
  });
});
