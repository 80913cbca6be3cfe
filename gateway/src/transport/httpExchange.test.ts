import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { exchange, type HttpRequest, NoHttpAnswer } from './httpExchange';

/** A real server on the loopback address, since the moments at which sockets end are the matter here. */
describe('one request over HTTP', () => {
  let server: Server;
  let pool: Pool;
  let answer: RequestListener;
  let requests = 0;
  beforeEach(async () => {
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await pool.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = (request: Partial<HttpRequest> = {}, timeoutMs = 5_000) =>
    exchange(pool, { method: 'POST', path: '/graphql', headers: {}, body: '{}', ...request }, timeoutMs);
  const failure = (sent: Promise<unknown>) =>
    sent.then(
      () => 'answered',
      (error: unknown) =>
        error instanceof NoHttpAnswer ? { reason: error.reason, isSent: error.isSent } : { unexpected: error },
    );

  it('has a whole answer, though it comes in pieces that cut a letter in two', async () => {
    const [first, second] = [Buffer.from('{"name":"é').subarray(0, 10), Buffer.from('{"name":"é"}').subarray(10)];
    answer = (_request, response) => {
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'] }).write(first);
      setTimeout(() => response.end(second), 10);
    };
    const { status, headers, text } = await send();
    expect({ status, text, cookies: headers['set-cookie'] }).toEqual({
      status: 201,
      text: '{"name":"é"}',
      cookies: ['a=1', 'b=2'],
    });
  });

  it('may have an answer with nothing in it', async () => {
    answer = (_request, response) => response.writeHead(204).end();
    expect(await send()).toMatchObject({ status: 204, text: '' });
  });

  it.each<[string, RequestListener]>([
    ['does not begin', () => undefined],
    ['does not end', (_request, response) => void response.writeHead(200).write('{')],
  ])('is given up after its time when the answer %s', async (_what, listener) => {
    answer = listener;
    expect(await failure(send({}, 100))).toEqual({ reason: 'timeout', isSent: true });
  });

  it('hangs up when it is given up', async () => {
    const hungUp = new Promise((resolve) => {
      answer = (_request, response) => response.on('close', () => resolve('hung up'));
    });
    await failure(send({}, 50));
    expect(await hungUp).toBe('hung up');
  });

  it('is not sent for a caller who has left', async () => {
    answer = (_request, response) => response.end();
    const left = AbortSignal.abort();
    expect(await failure(send({ signal: left }))).toMatchObject({ reason: 'aborted' });
    await send();
    expect(requests).toBe(1);
  });

  it('ends at once when the caller leaves', async () => {
    const caller = new AbortController();
    answer = (_request, response) => {
      response.writeHead(200).write('{');
      caller.abort();
    };
    expect(await failure(send({ signal: caller.signal }))).toEqual({ reason: 'aborted', isSent: true });
  });

  it('leaves the connection usable for the next after it was given up', async () => {
    answer = () => undefined;
    await failure(send({}, 50));
    answer = (_request, response) => response.end('well');
    expect((await send()).text).toBe('well');
  });

  it.each<[string, RequestListener]>([
    ['before it answers', (request) => request.socket.destroy()],
    [
      'in the middle of its answer',
      (request, response) =>
        response.writeHead(200, { 'content-length': '9' }).write('{', () => request.socket.destroy()),
    ],
  ])('may have been received by a server that hangs up %s', async (_when, listener) => {
    answer = listener;
    expect(await failure(send())).toEqual({ reason: 'unreachable', isSent: true });
  });

  it('was surely not received where nobody listens', async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(send())).toEqual({ reason: 'unreachable', isSent: false });
    server.listen(0);
  });

  it('is not sent with a header that is none', async () => {
    answer = (_request, response) => response.end();
    expect(await failure(send({ headers: { 'x-bad': 'a\r\nb: c' } }))).toEqual({ reason: 'unreachable', isSent: true });
    expect(requests).toBe(0);
  });
});
