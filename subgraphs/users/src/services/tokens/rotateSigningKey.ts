import type { DataSource } from 'typeorm';
import { signingKeysRepository } from '../../persistence/signingKeysRepository';
import { storeNewKey } from './signingKeys';

export interface Rotation {
  /** The key that signs from `signsFrom` on: a new one, or the one that was on its way already. */
  readonly kid: string;
  readonly signsFrom: Date;
  readonly isNew: boolean;
}

export interface RotationOptions {
  readonly tokenKeySecret: string;
  readonly accessTokenSeconds: number;
  readonly now: Date;
}

/**
 * How long a key is published before it signs. The gateway reads the keys once a minute and others may keep them for
 * that long, so a token never comes from a key that they do not know.
 */
const publishedAheadMs = 5 * 60_000;
/** Clocks differ, and a replica may sign with the old key for a moment longer. */
const marginMs = 60_000;

/**
 * Replaces the signing key: the new one signs in five minutes, the old one stays published until the last token it
 * signed has expired. While one replacement is on its way there is no second.
 */
export function rotateSigningKey(database: DataSource, options: RotationOptions): Promise<Rotation> {
  return rotateKeyOlderThan(database, { ...options, maxAgeSeconds: 0 });
}

/** As `rotateSigningKey`, but leaves a key alone that has signed for less than that time. Replicas take turns. */
export function rotateKeyOlderThan(
  database: DataSource,
  { tokenKeySecret, accessTokenSeconds, now, maxAgeSeconds }: RotationOptions & { readonly maxAgeSeconds: number },
): Promise<Rotation> {
  return database.transaction(async (tx) => {
    const keys = signingKeysRepository(tx);
    await keys.lockAll();
    const [newest] = await keys.unexpired(now);
    if (newest !== undefined && newest.signsFrom.getTime() + maxAgeSeconds * 1000 > now.getTime()) {
      return { kid: newest.kid, signsFrom: newest.signsFrom, isNew: false };
    }
    const signsFrom = new Date(now.getTime() + publishedAheadMs);
    const { kid } = await storeNewKey(tx, tokenKeySecret, { createdAt: now, signsFrom });
    await keys.expireOthers(kid, new Date(signsFrom.getTime() + accessTokenSeconds * 1000 + marginMs));
    return { kid, signsFrom, isNew: true };
  });
}
