import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JwtPayload, type SignOptions, sign } from 'jsonwebtoken';

/** Issues access tokens the way a users subgraph does, and publishes its public keys. */
export interface Issuer {
  readonly publicKey: KeyObject;
  readonly keyId: string;
  jwks(): string;
  token(claims?: JwtPayload, options?: SignOptions): string;
}

const minute = 60;

export function createIssuer(keyId = 'key-1', now: () => number = Date.now): Issuer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const nowSeconds = (): number => Math.floor(now() / 1000);
  return {
    publicKey,
    keyId,
    jwks: () =>
      JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'ES256' }] }),
    token: (claims = {}, options = {}) =>
      sign(
        defined({
          iss: 'marquee',
          aud: 'marquee',
          typ: 'access',
          sub: 'usr_1',
          sid: 'ses_1',
          role: 'USER',
          scope: '',
          iat: nowSeconds(),
          exp: nowSeconds() + 15 * minute,
          ...claims,
        }),
        privateKey,
        { algorithm: 'ES256', keyid: keyId, ...options },
      ),
  };
}

/** A claim that is undefined is one that the token lacks. */
function defined(claims: JwtPayload): JwtPayload {
  return JSON.parse(JSON.stringify(claims));
}
