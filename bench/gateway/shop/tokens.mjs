import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

const hourSeconds = 3_600;
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Access tokens (ES256, an hour long) of so many people, and the key set (JWKS, as JSON text) that proves them.
 * @param {number} people
 * @returns {{ tokens: string[], keys: string }}
 */
export function issueTokens(people) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  const iat = Math.floor(Date.now() / 1000);
  const tokens = Array.from({ length: people }, (_, nth) => {
    const claims = { typ: 'access', sub: `u${nth + 1}`, sid: randomUUID(), role: 'USER', scope: '' };
    const head = encoded({ alg: 'ES256', kid });
    const said = `${head}.${encoded({ ...claims, iss: 'bench', aud: 'bench', iat, exp: iat + hourSeconds })}`;
    const signature = sign('sha256', Buffer.from(said), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${said}.${signature.toString('base64url')}`;
  });
  const key = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' };
  return { tokens, keys: JSON.stringify({ keys: [key] }) };
}
