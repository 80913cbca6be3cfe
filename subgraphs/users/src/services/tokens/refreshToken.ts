import { createHash, randomBytes } from 'node:crypto';

export interface NewRefreshToken {
  /** What the client gets, once. */
  readonly token: string;
  /** What is stored. */
  readonly hash: Buffer;
}

/** 256 random bits. They cannot be guessed, so a fast hash is enough to store them safely. */
export function newRefreshToken(): NewRefreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** Null for a text that was never a refresh token. */
export function refreshTokenHash(token: string): Buffer | null {
  return /^[\w-]{43}$/.test(token) ? hashOf(token) : null;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
