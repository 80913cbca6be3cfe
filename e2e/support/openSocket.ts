import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A graphql-ws socket that the gateway has let in, with one subscription on it. */
export interface OpenSocket {
  /** Why the gateway closed it; null while it is open. */
  closeCode(): number | null;
  end(): void;
}

/** Speaks graphql-ws by hand, because a client library hides when a socket was let in and why it was closed. */
export async function openSocket(url: string, token: string, query: string): Promise<OpenSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  let closeCode: number | null = null;
  socket.once('close', (code: number) => (closeCode = code));
  await once(socket, 'open');
  const acknowledged = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  const [message] = await acknowledged;
  expect(JSON.parse(String(message))).toMatchObject({ type: 'connection_ack' });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return { closeCode: () => closeCode, end: () => socket.terminate() };
}
