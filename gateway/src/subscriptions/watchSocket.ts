import type { WebSocket } from 'ws';
import { closeCodes } from './closeCodes';
import type { SocketLimits } from './socketLimits';

const closeGraceMs = 1_000;

/** Closes, and cuts the connection when the peer does not take its leave: a stalled one never reads the close. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  if (socket.readyState === socket.CLOSED) return;
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), closeGraceMs);
  socket.once('close', () => clearTimeout(timer));
}

/** Pings, and cuts off a peer that has not answered one when the next is due. */
export function keepAlive(socket: WebSocket, { pingIntervalMs }: SocketLimits): void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingIntervalMs);
  socket.once('close', () => clearInterval(timer));
}

/** To be called after each send: closes a socket whose peer leaves too much unread for too long. */
export function watchBuffer(socket: WebSocket, { maxBufferedBytes, slowReaderMs }: SocketLimits): () => void {
  let timer: NodeJS.Timeout | undefined;
  const isBehind = (): boolean => socket.bufferedAmount > maxBufferedBytes;
  const forgive = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  socket.once('close', forgive);
  return () => {
    if (!isBehind()) return forgive();
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isBehind()) closeSocket(socket, closeCodes.slowReader, 'Too slow a reader');
    }, slowReaderMs);
  };
}
