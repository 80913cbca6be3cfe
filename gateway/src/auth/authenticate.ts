import type { Viewer } from '@marquee/shared/auth';
import type { Fault } from '@marquee/shared/errors';
import type { Headers } from '../context';

/** Who a request's credentials say it is. */
export interface Authentication {
  readonly viewer: Viewer | null;
  /** When the token behind it ends, in ms since 1970; null for an anonymous caller. */
  readonly expiresAtMs: number | null;
  /** Set when credentials were sent and are no good: the request is refused with it. */
  readonly refusal: Fault | null;
  /** `set-cookie` values that take a bad cookie away, so that nobody is locked out by one. */
  readonly clearCookies: readonly string[];
  /** Whether the refused credential was a cookie alone; some operations may then go on anonymously. */
  readonly isOnlyCookieRefused: boolean;
}

export interface Authenticator {
  /** Never rejects; an outage of the keys' owner is a refusal with `DOWNSTREAM_UNAVAILABLE`. */
  authenticate(headers: Headers): Promise<Authentication>;
  /** For a socket's `connection_init`: a Bearer token alone, without the word `Bearer`. */
  authenticateToken(token: string): Promise<Authentication>;
  /** Called with the session ids that were revoked since the last time; returns what unsubscribes. */
  onRevoked(listener: (sessionIds: readonly string[]) => void): () => void;
  isRevoked(sessionId: string): boolean;
  stop(): Promise<void>;
}
