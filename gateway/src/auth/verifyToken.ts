import { roles, type Viewer } from '@marquee/shared/auth';
import { Unauthenticated } from '@marquee/shared/errors';
import { decode, type JwtHeader, verify } from 'jsonwebtoken';
import { z } from 'zod';
import type { KeySet } from './keySet';

/** A token that was good when it was checked; its end and its session must be looked at each time. */
export interface VerifiedToken {
  readonly viewer: Viewer;
  readonly expiresAtMs: number;
}

export interface VerifyOptions {
  readonly keys: KeySet;
  readonly issuer: string;
  readonly audience: string;
  readonly now: () => number;
}

/** Clocks of two machines differ; by more than this they are wrong. */
export const leewayMs = 5_000;

/** Longer-lived tokens are no access tokens, and the list of revoked sessions need not reach back further. */
export const maxTokenLifeMs = 24 * 60 * 60 * 1000;

const maxTokenLength = 4_096;

const claims = z.object({
  typ: z.literal('access'),
  sub: z.string().min(1),
  sid: z.string().min(1),
  role: z.enum(roles),
  scope: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/**
 * Checks an ES256 access token against the published keys.
 * @throws Unauthenticated for whatever is wrong with it, always the same; Unavailable when there are no keys.
 */
export async function verifyToken(
  token: string,
  { keys, issuer, audience, now }: VerifyOptions,
): Promise<VerifiedToken> {
  const key = await keys.find(keyIdOf(token));
  if (key === undefined) throw invalidToken();
  try {
    const payload = verify(token, key, {
      algorithms: ['ES256'],
      issuer,
      audience,
      clockTolerance: leewayMs / 1000,
      clockTimestamp: Math.floor(now() / 1000),
    });
    const { sub, sid, role, scope, iat, exp } = claims.parse(payload);
    if ((exp - iat) * 1000 > maxTokenLifeMs) throw invalidToken();
    const scopes = scope.split(' ').filter((name) => name !== '');
    return { viewer: { userId: sub, role, scopes, sessionId: sid }, expiresAtMs: exp * 1000 };
  } catch {
    throw invalidToken();
  }
}

/** One answer for every defect: which one it was is of use only to who forges. */
export function invalidToken(): Unauthenticated {
  return new Unauthenticated('The access token is not valid. Sign in again.');
}

/** Headers by which a token brings its own key, or names a place to fetch one from. */
const keyCarryingHeaders = ['jwk', 'jku', 'x5u', 'x5c', 'crit'];

function keyIdOf(token: string): string {
  const header = token.length > maxTokenLength ? null : headerOf(token);
  if (header === null || header.alg !== 'ES256' || typeof header.kid !== 'string') throw invalidToken();
  if (keyCarryingHeaders.some((name) => name in header)) throw invalidToken();
  return header.kid;
}

function headerOf(token: string): JwtHeader | null {
  try {
    return decode(token, { complete: true })?.header ?? null;
  } catch {
    return null;
  }
}
