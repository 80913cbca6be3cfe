import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Sealing, seal, unseal } from './sealed';

/** The public half of an ES256 key, as RFC 7517 writes it. */
export interface PublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
}

/** A public key as others verify with it: what it is called, and what for. */
export interface VerificationJwk extends PublicJwk {
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** An ES256 key pair as a database keeps it. */
export interface StoredKeyPair {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  /** Encrypted, and bound to its `kid`. */
  readonly sealedPrivateKey: Buffer;
}

/** Makes an ES256 key pair to store under that name. */
export function makeKeyPair(kid: string, sealing: Sealing): StoredKeyPair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    kid,
    publicJwk: createPublicKey(privateKey).export({ format: 'jwk' }) as unknown as PublicJwk,
    sealedPrivateKey: seal(privateKey.export({ format: 'der', type: 'pkcs8' }), sealing, kid),
  };
}

/** The private half. @throws Error when it was sealed with another secret, for another purpose or another `kid` */
export function openPrivateKey(
  { kid, sealedPrivateKey }: Omit<StoredKeyPair, 'publicJwk'>,
  sealing: Sealing,
): KeyObject {
  return createPrivateKey({ key: unseal(sealedPrivateKey, sealing, kid), format: 'der', type: 'pkcs8' });
}

/** What is published of a key: nothing private. */
export function verificationJwk({ kid, publicJwk }: Omit<StoredKeyPair, 'sealedPrivateKey'>): VerificationJwk {
  const { kty, crv, x, y } = publicJwk;
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' };
}
