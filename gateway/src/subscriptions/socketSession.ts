import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@marquee/shared/auth';
import type { WebSocket } from 'ws';
import type { Authenticator } from '../auth/authenticate';
import type { Headers } from '../context';
import { closeCodes } from './closeCodes';
import type { OriginVerdict } from './originPolicy';
import { closeSocket } from './watchSocket';

const longestTimerMs = 2 ** 31 - 1;

export interface SocketSessionOptions {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly origin: Exclude<OriginVerdict, 'refused'>;
  readonly authenticator: Authenticator;
  readonly now: () => number;
}

/** Who is at the other end of one socket, from `connection_init` until the socket or the sign-in ends. */
export class SocketSession {
  readonly headers: Headers;
  readonly clientIp: string | null;
  viewer: Viewer | null = null;
  private expiresAtMs: number | null = null;

  constructor(private readonly options: SocketSessionOptions) {
    const { request, origin } = options;
    this.headers = headersOf(request, origin);
    this.clientIp = request.socket.remoteAddress ?? null;
  }

  /** Resolves to false, with the socket closed, when the credentials are no good. */
  async signIn(connectionParams: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const { socket, authenticator } = this.options;
    const authorization = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
    if (authorization !== undefined && typeof authorization !== 'string') return this.refuse(closeCodes.unauthorized);

    const { cookie } = this.headers;
    const { viewer, expiresAtMs, refusal } = await authenticator.authenticate({
      ...(cookie === undefined ? {} : { cookie }),
      ...(authorization === undefined ? {} : { authorization }),
    });
    if (refusal !== null) {
      const isOutage = refusal.httpStatus >= 500;
      return this.refuse(isOutage ? closeCodes.tryAgainLater : closeCodes.unauthorized);
    }
    if (socket.readyState !== socket.OPEN) return false;
    this.viewer = viewer;
    this.expiresAtMs = expiresAtMs;
    if (expiresAtMs !== null) this.expireLater(expiresAtMs);
    return true;
  }

  /** False, with the socket closed, once the token has expired or its session was revoked. */
  isStillSignedIn(): boolean {
    const { authenticator, now } = this.options;
    const isExpired = this.expiresAtMs !== null && this.expiresAtMs <= now();
    const isRevoked = this.viewer !== null && authenticator.isRevoked(this.viewer.sessionId);
    if (isExpired || isRevoked) this.signOut();
    return !isExpired && !isRevoked;
  }

  /** Clients reconnect on this code, with a fresh token if they have one. */
  signOut(): void {
    closeSocket(this.options.socket, closeCodes.forbidden, 'The sign-in has ended');
  }

  private refuse(code: number): false {
    closeSocket(this.options.socket, code, code === closeCodes.unauthorized ? 'Unauthorized' : 'Try again later');
    return false;
  }

  private expireLater(expiresAtMs: number): void {
    const delayMs = Math.min(Math.max(expiresAtMs - this.options.now(), 0), longestTimerMs);
    const timer = setTimeout(() => this.signOut(), delayMs);
    this.options.socket.once('close', () => clearTimeout(timer));
  }
}

/** The client's headers as the rest of the gateway knows them; a credential that does not count is not among them. */
function headersOf({ headers }: IncomingMessage, origin: OriginVerdict): Headers {
  const named = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || name === 'authorization') return [];
    if (name === 'cookie' && origin !== 'cookie too') return [];
    return [[name, Array.isArray(value) ? value.join(', ') : value]];
  });
  return Object.fromEntries(named);
}
