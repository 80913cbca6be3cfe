import type { KeyObject } from 'node:crypto';
import { newId } from '@marquee/shared/ids';
import { makeKeyPair, openPrivateKey, type Sealing, type VerificationJwk, verificationJwk } from '@marquee/shared/keys';
import type { DataSource, EntityManager } from 'typeorm';
import type { SigningKey } from '../../persistence/signingKey.entity';
import { signingKeysRepository } from '../../persistence/signingKeysRepository';

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
  return stored.map((key) => ({ kid: key.kid, signsFrom: key.signsFrom, privateKey: opened(key, secret) }));
}

/** The public halves of all keys that tokens may be signed with, now or soon, as a JWK set (RFC 7517). */
export async function publicKeySet(database: DataSource, now: Date): Promise<{ keys: readonly VerificationJwk[] }> {
  const keys = await signingKeysRepository(database.manager).unexpired(now);
  return { keys: keys.map(verificationJwk) };
}

/** Makes a key and stores it, the private half encrypted. */
export async function storeNewKey(
  tx: EntityManager,
  secret: string,
  { createdAt, signsFrom }: { createdAt: Date; signsFrom: Date },
): Promise<SigningKey> {
  const pair = makeKeyPair(newId('signingKey'), sealingBy(secret));
  const key: SigningKey = { ...pair, createdAt, signsFrom, expiresAt: null };
  await signingKeysRepository(tx).insert(key);
  return key;
}

function sealingBy(secret: string): Sealing {
  return { secret, purpose: 'marquee users signing key' };
}

function opened(key: SigningKey, secret: string): KeyObject {
  try {
    return openPrivateKey(key, sealingBy(secret));
  } catch (cause) {
    throw new Error(`TOKEN_KEY_SECRET does not open the stored signing key ${key.kid}`, { cause });
  }
}
