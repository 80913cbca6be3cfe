import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** What encrypts the keys of one service. */
export interface Sealing {
  readonly secret: string;
  /** What the keys are for. One secret gives another encryption key for each purpose, so it never changes. */
  readonly purpose: string;
}

/** AES-256-GCM under a key derived from the secret. `label` is authenticated: a sealed text fits its own row only. */
export function seal(plain: Buffer, sealing: Sealing, label: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(sealing), iv).setAAD(Buffer.from(label));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws Error when secret or purpose is another one, or the sealed text was changed or moved. */
export function unseal(sealed: Buffer, sealing: Sealing, label: string): Buffer {
  const iv = sealed.subarray(0, ivBytes);
  const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(sealing), iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(label))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}

function derivedKey({ secret, purpose }: Sealing): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}
