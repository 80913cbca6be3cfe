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

/** The signing keys as one process knows them. */
export interface SigningKeys {
  current(): Promise<CurrentKey>;
}

/** A replica learns of a new key after this time at the latest, long before the key signs. */
const knownForMs = 30_000;

/**
 * Loads the signing keys, and makes the first one. Replicas that start together agree on one. A replacement takes over
 * at its time in every replica, by the clock.
 * @throws Error when TOKEN_KEY_SECRET is not the one that the keys were stored with
 */
export async function loadSigningKeys(database: DataSource, secret: string, now: () => Date): Promise<SigningKeys> {
  const load = () => loadKeys(database, secret, now());
  let loadedAt = now().getTime();
  let keys = await load();

  return {
    async current() {
      if (Math.abs(now().getTime() - loadedAt) >= knownForMs) {
        keys = await load();
        loadedAt = now().getTime();
      }
      // The very first key signs even when the clock has been set back since it was made.
      const key = keys.find(({ signsFrom }) => signsFrom <= now()) ?? keys.at(-1);
      if (key === undefined) throw new Error('there is no signing key');
      return key;
    },
  };
}

interface KnownKey extends CurrentKey {
  readonly signsFrom: Date;
}

/** Newest first. */
async function loadKeys(database: DataSource, secret: string, now: Date): Promise<readonly KnownKey[]> {
  const stored = await database.transaction(async (tx) => {
    const keys = signingKeysRepository(tx);
    await keys.lockAll();
    const unexpired = await keys.unexpired(now);
    return unexpired.length > 0 ? unexpired : [await storeNewKey(tx, secret, { createdAt: now, signsFrom: now })];
  });
  return stored.map(({ kid, signsFrom, sealedPrivateKey }) => ({
    kid,
    signsFrom,
    privateKey: openPrivateKey(kid, sealedPrivateKey, secret),
  }));
}

/** The public halves of all keys that tokens may be signed with, now or soon, as a JWK set (RFC 7517). */
export async function publicKeySet(
  database: DataSource,
  now: Date,
): Promise<{ keys: readonly (PublicJwk & { kid: string })[] }> {
  const keys = await signingKeysRepository(database.manager).unexpired(now);
  return { keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'ES256', use: 'sig' })) };
}

/** Makes a key and stores it, the private half encrypted. */
export async function storeNewKey(
  tx: EntityManager,
  secret: string,
  { createdAt, signsFrom }: { createdAt: Date; signsFrom: Date },
): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = newId('signingKey');
  const key: SigningKey = {
    kid,
    publicJwk: createPublicKey(privateKey).export({ format: 'jwk' }) as unknown as PublicJwk,
    sealedPrivateKey: seal(privateKey.export({ format: 'der', type: 'pkcs8' }), secret, kid),
    createdAt,
    signsFrom,
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
