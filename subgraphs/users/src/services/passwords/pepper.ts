import { createHmac } from 'node:crypto';

/**
 * What bcrypt gets instead of the password: HMAC-SHA-256 with the server's pepper, base64. bcrypt reads 72 bytes, so a
 * long password needs a digest first; a bare one would let hashes leaked elsewhere be tried here, a keyed one does not.
 */
export function peppered(password: string, pepper: string): string {
  return createHmac('sha256', pepper).update(password, 'utf8').digest('base64');
}
