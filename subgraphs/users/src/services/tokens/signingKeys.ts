import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { newId } from '@marquee/shared/ids';
import type { DataSource, EntityManager } from 'typeorm';
import type { PublicJwk, SigningKey } from '../../persistence/signingKey.entity';
import { signingKeysRepository } from '../../persistence/signingKeysRepository';
import { seal, unseal } from './sealedKey';

/** The key that signs access tokens now. */
export interface CurrentKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/**
 * Loads the newest signing key, or makes the first one. Replicas that start together agree on one.
 * @throws Error when TOKEN_KEY_SECRET is not the one that the key was stored with
 */
export async function loadSigningKey(database: DataSource, secret: string, now: Date): Promise<CurrentKey> {
  return database.transaction(async (tx) => {
    const keys = signingKeysRepository(tx);
    await keys.lockAll();
    const [newest] = await keys.unexpired(now);
    const { kid, sealedPrivateKey } = newest ?? (await storeNewKey(tx, secret, now));
    return { kid, privateKey: openPrivateKey(kid, sealedPrivateKey, secret) };
  });
}

/** The public halves of all keys that tokens may still be signed with, as a JWK set (RFC 7517). */
export async function publicKeySet(
  database: DataSource,
  now: Date,
): Promise<{ keys: readonly (PublicJwk & { kid: string })[] }> {
  const keys = await signingKeysRepository(database.manager).unexpired(now);
  return { keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'ES256', use: 'sig' })) };
}

async function storeNewKey(tx: EntityManager, secret: string, now: Date): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = newId('signingKey');
  const key: SigningKey = {
    kid,
    publicJwk: createPublicKey(privateKey).export({ format: 'jwk' }) as unknown as PublicJwk,
    sealedPrivateKey: seal(privateKey.export({ format: 'der', type: 'pkcs8' }), secret, kid),
    createdAt: now,
    expiresAt: null,
  };
  await signingKeysRepository(tx).insert(key);
  return key;
}

function openPrivateKey(kid: string, sealed: Buffer, secret: string): KeyObject {
  try {
    return createPrivateKey({ key: unseal(sealed, secret, kid), format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw new Error(`TOKEN_KEY_SECRET does not open the stored signing key ${kid}`, { cause });
  }
}
