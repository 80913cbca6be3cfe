import { createPublicKey, sign, verify } from 'node:crypto';
import { makeKeyPair, openPrivateKey, verificationJwk } from './index';

describe('a stored key pair', () => {
  const sealing = { secret: 'a-secret-of-at-least-thirty-two-bytes!', purpose: 'tests' };
  const pair = makeKeyPair('key_1', sealing);

  it('signs with its private half what its public half verifies', () => {
    const signature = sign('sha256', Buffer.from('text'), openPrivateKey(pair, sealing));
    const published = createPublicKey({ key: { ...verificationJwk(pair) }, format: 'jwk' });
    expect(verify('sha256', Buffer.from('text'), published, signature)).toBe(true);
  });

  it('publishes what it is for and nothing private', () => {
    const careless = { ...pair, publicJwk: { ...pair.publicJwk, d: 'private' } };
    expect(verificationJwk(careless)).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: 'key_1',
      alg: 'ES256',
      use: 'sig',
    });
  });

  it('does not open under another name or for another purpose', () => {
    expect(() => openPrivateKey({ ...pair, kid: 'key_2' }, sealing)).toThrow('unable to authenticate');
    expect(() => openPrivateKey(pair, { ...sealing, purpose: 'more tests' })).toThrow('unable to authenticate');
  });
});
