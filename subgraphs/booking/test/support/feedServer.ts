import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface FeedServer {
  readonly url: string;
  readonly port: number;
  /** How many requests it has got. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** A web server that answers as the test says; 127.0.0.2 is loopback as well, and another machine for the test. */
export async function startFeedServer(answer: RequestListener, host = '127.0.0.1', onPort = 0): Promise<FeedServer> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(onPort, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
