import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@marquee/shared/logging';
import { CloseCode, handleProtocols, MessageType, type Server as ProtocolServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../auth/authenticate';
import { closeCodes } from './closeCodes';
import { judgeOrigin } from './originPolicy';
import { defaultSocketLimits, type SocketLimits } from './socketLimits';
import { createSocketOperations, type OperationsOptions } from './socketOperations';
import { createSocketProtocol } from './socketProtocol';
import { SocketSession } from './socketSession';
import { closeSocket, keepAlive, watchBuffer } from './watchSocket';

export interface SocketServerOptions extends OperationsOptions {
  /** Whose upgrade requests are served; somebody else answers its other requests. */
  readonly server: Server;
  readonly path: string;
  /** Exact origins beside the gateway's own. */
  readonly allowedOrigins: readonly string[];
  readonly authenticator: Authenticator;
  readonly logger: Logger;
  readonly limits?: Partial<SocketLimits>;
  readonly now?: () => number;
}

export interface SocketServer {
  readonly connectionCount: number;
  /** Tells every client to come back later and resolves when all are gone. */
  stop(): Promise<void>;
}

/** Serves queries, mutations and subscriptions over graphql-ws on an HTTP server. */
export function attachSocketServer(options: SocketServerOptions): SocketServer {
  const { server, path, authenticator, allowedOrigins, logger, now = Date.now } = options;
  const limits = { ...defaultSocketLimits, ...options.limits };
  const protocol = createSocketProtocol({
    operations: createSocketOperations(options),
    currentSchema: () => options.currentSnapshot().apiSchema,
    limits,
    logger,
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.maxMessageBytes, handleProtocols });
  const sessions = new Set<SocketSession>();

  function upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    const origin = judgeOrigin(request, allowedOrigins);
    if (request.url?.split('?')[0] !== path) return refuseUpgrade(connection, '404 Not Found');
    if (origin === 'refused') return refuseUpgrade(connection, '403 Forbidden');
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const session = new SocketSession({ socket, request, origin, authenticator, now });
      sessions.add(session);
      socket.once('close', () => sessions.delete(session));
      serve(socket, session, { protocol, limits, logger });
    });
  }

  server.on('upgrade', upgrade);
  const stopListening = authenticator.onRevoked((sessionIds) => {
    const revoked = new Set(sessionIds);
    for (const session of sessions) if (session.viewer && revoked.has(session.viewer.sessionId)) session.signOut();
  });

  return {
    get connectionCount() {
      return sockets.clients.size;
    },
    async stop() {
      server.off('upgrade', upgrade);
      stopListening();
      const gone = [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets.clients) closeSocket(socket, closeCodes.goingAway, 'Going away');
      await Promise.all(gone);
    },
  };
}

interface Serving {
  readonly protocol: ProtocolServer<SocketSession>;
  readonly limits: SocketLimits;
  readonly logger: Logger;
}

function serve(socket: WebSocket, session: SocketSession, { protocol, limits, logger }: Serving): void {
  keepAlive(socket, limits);
  const checkBuffer = watchBuffer(socket, limits);
  // Such as a message that is too big; the library has chosen the close code already.
  socket.on('error', (error) => logger.debug({ err: error }, 'websocket error'));

  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Not awaited until the peer has read it: waiting would pile the events up where nothing counts them.
      send(message) {
        if (socket.readyState !== socket.OPEN) return;
        socket.send(message);
        checkBuffer();
      },
      close: (code = closeCodes.internalError, reason = '') => closeSocket(socket, code, reason),
      onMessage: (receive) => {
        socket.on('message', (data: Buffer) => {
          const text = data.toString();
          if (isServersMessage(text)) return closeSocket(socket, CloseCode.BadRequest, 'Invalid message received');
          receive(text).catch((error: unknown) => {
            logger.error({ err: error }, 'a websocket message could not be handled');
            closeSocket(socket, closeCodes.internalError, 'Internal server error');
          });
        });
      },
    },
    session,
  );
  socket.once('close', (code, reason) => {
    closed(code, String(reason)).catch((error: unknown) =>
      logger.error({ err: error }, 'a websocket did not end well'),
    );
  });
}

const serversMessages = [MessageType.ConnectionAck, MessageType.Next, MessageType.Error];

/** What only a server says is well-formed to the library, which then throws as if the fault were ours. */
function isServersMessage(text: string): boolean {
  try {
    return serversMessages.includes((JSON.parse(text) as { type: MessageType }).type);
  } catch {
    return false;
  }
}

function refuseUpgrade(connection: Duplex, status: string): void {
  connection.on('error', () => undefined);
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
