import { type Client, createClient, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface ClientOptions {
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** A graphql-ws client that never reconnects by itself. */
export function connectClient(url: string, { token, headers = {} }: ClientOptions = {}): Client {
  return createClient({
    url,
    retryAttempts: 0,
    ...(token === undefined ? {} : { connectionParams: { authorization: `Bearer ${token}` } }),
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers });
      }
    },
  });
}

/** The results of one operation so far, and how it ended. */
export interface Watch {
  readonly results: ExecutionResult[];
  readonly end: Promise<'complete' | { error: unknown }>;
  stop(): void;
}

export function watch(client: Client, query: string, variables: Record<string, unknown> = {}): Watch {
  const results: ExecutionResult[] = [];
  let stop = (): void => undefined;
  const end = new Promise<'complete' | { error: unknown }>((resolve) => {
    stop = client.subscribe(
      { query, variables },
      {
        next: (result) => results.push(result as ExecutionResult),
        error: (error) => resolve({ error }),
        complete: () => resolve('complete'),
      },
    );
  });
  return { results, end, stop: () => stop() };
}

/** A bare socket, for what a well-behaved client never does. */
export function openSocket(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const messages: { type: string; id?: string; payload?: unknown }[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const send = (message: object): void => socket.send(JSON.stringify(message));
  return { socket, messages, closed, opened, send };
}
