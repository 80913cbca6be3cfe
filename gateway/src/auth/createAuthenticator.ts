import { Fault, Unauthenticated, Unavailable } from '@marquee/shared/errors';
import type { Logger } from '@marquee/shared/logging';
import { LruMap } from '../lruMap';
import type { Authentication, Authenticator } from './authenticate';
import { type AccessCookie, clearedCookie, hasAccessCookie, readCredential } from './credentials';
import { createKeySet } from './keySet';
import { createRevocations } from './revocations';
import { invalidToken, leewayMs, type VerifiedToken, verifyToken } from './verifyToken';

export interface AuthenticatorOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly cookie: AccessCookie;
  readonly fetchKeys: () => Promise<string>;
  readonly fetchRevokedSince: (sinceMs: number) => Promise<string>;
  readonly logger: Logger;
  readonly now?: () => number;
}

const pollIntervalMs = 2_000;
const keysIntervalMs = 60_000;
const maxRememberedTokens = 10_000;

/** Reads keys and revocations once before it resolves; an outage of their owner does not keep the gateway down. */
export async function createAuthenticator(options: AuthenticatorOptions): Promise<Authenticator> {
  const { issuer, audience, cookie, logger, now = Date.now } = options;
  const remembered = new LruMap<string, VerifiedToken>(maxRememberedTokens);
  const keys = createKeySet({ fetchKeys: options.fetchKeys, now, logger, onKeyRemoved: () => remembered.clear() });
  const revocations = createRevocations({ fetchSince: options.fetchRevokedSince, now, logger });
  await Promise.all([keys.refresh(), revocations.poll()]);
  const stops = [repeat(pollIntervalMs, revocations.poll), repeat(keysIntervalMs, keys.refresh)];

  async function check(token: string): Promise<Authentication> {
    let verified = remembered.get(token);
    if (verified === undefined) {
      verified = await verifyToken(token, { keys, issuer, audience, now });
      remembered.set(token, verified);
    }
    const { viewer, expiresAtMs } = verified;
    if (expiresAtMs + leewayMs <= now() || revocations.isRevoked(viewer.sessionId)) {
      remembered.delete(token);
      throw invalidToken();
    }
    return { ...anonymous, viewer, expiresAtMs };
  }

  return {
    async authenticate(headers) {
      let isCookieOnly = false;
      try {
        const credential = readCredential(headers, cookie);
        if (credential === null) return anonymous;
        ({ isCookieOnly } = credential);
        return await check(credential.token);
      } catch (error) {
        const refusal = faultOf(error);
        // An outage says nothing about the cookie; only a bad one is taken away.
        const isCookieBad = refusal instanceof Unauthenticated && hasAccessCookie(headers, cookie);
        const clearCookies = isCookieBad ? [clearedCookie(cookie)] : [];
        return { ...anonymous, refusal, clearCookies, isOnlyCookieRefused: isCookieOnly };
      }
    },
    authenticateToken: (token) => check(token).catch((error) => ({ ...anonymous, refusal: faultOf(error) })),
    onRevoked: revocations.onRevoked,
    isRevoked: revocations.isRevoked,
    async stop() {
      for (const stop of stops) stop();
    },
  };
}

const anonymous: Authentication = {
  viewer: null,
  expiresAtMs: null,
  refusal: null,
  clearCookies: [],
  isOnlyCookieRefused: false,
};

/** For a supergraph without accounts: nobody is signed in, and no header makes it otherwise. */
export function anonymousAuthenticator(): Authenticator {
  return {
    authenticate: async () => anonymous,
    authenticateToken: async () => anonymous,
    onRevoked: () => () => undefined,
    isRevoked: () => false,
    stop: async () => undefined,
  };
}

function faultOf(error: unknown): Fault {
  return error instanceof Fault ? error : new Unavailable();
}

/** The next run begins an interval after the last one ended, so a slow answer never piles up questions. */
function repeat(intervalMs: number, run: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const schedule = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => void run().finally(schedule), intervalMs);
    timer.unref();
  };
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
