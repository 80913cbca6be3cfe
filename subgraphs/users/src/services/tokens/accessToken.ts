import { sign } from 'jsonwebtoken';
import type { Role } from '../../domain/roles';
import type { CurrentKey } from './signingKeys';

/** Whom an access token speaks for. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly scopes: readonly string[];
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** An ES256 JWT that the gateway verifies against the published keys. `issuedAt` is cut to the second, as JWTs are. */
export function signAccessToken(
  { kid, privateKey }: CurrentKey,
  { userId, sessionId, role, scopes }: AccessClaims,
  issuedAt: Date,
  lifetimeSeconds: number,
): AccessToken {
  const iat = Math.floor(issuedAt.getTime() / 1000);
  const exp = iat + lifetimeSeconds;
  const claims = { typ: 'access', sid: sessionId, role, scope: scopes.join(' '), iat, exp };
  const token = sign(claims, privateKey, {
    algorithm: 'ES256',
    keyid: kid,
    issuer: 'marquee',
    audience: 'marquee',
    subject: userId,
  });
  return { token, expiresAt: new Date(exp * 1000) };
}
