import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { verify } from 'jsonwebtoken';
import { signAccessToken } from './accessToken';

describe('an access token', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const claims = { userId: 'usr_1', sessionId: 'ses_1', role: 'ADMIN', scopes: ['food:write', 'users:read'] } as const;
  const issuedAt = new Date('2030-01-01T12:00:00.900Z');

  it('says who, in which session, with which scopes and for how long', () => {
    const { token, expiresAt } = signAccessToken({ kid: 'key_1', privateKey }, claims, issuedAt, 900);
    const clockTimestamp = issuedAt.getTime() / 1000;
    const { header, payload } = verify(token, createPublicKey(privateKey), { complete: true, clockTimestamp });
    expect(header).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'key_1' });
    expect(payload).toEqual({
      iss: 'marquee',
      aud: 'marquee',
      sub: 'usr_1',
      sid: 'ses_1',
      typ: 'access',
      role: 'ADMIN',
      scope: 'food:write users:read',
      iat: Date.UTC(2030, 0, 1, 12) / 1000,
      exp: Date.UTC(2030, 0, 1, 12, 15) / 1000,
    });
    expect(expiresAt).toEqual(new Date('2030-01-01T12:15:00.000Z'));
  });
});
