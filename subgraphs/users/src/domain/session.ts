interface Lifetime {
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** Whether the session can still be used: neither revoked nor expired. */
export function isOpen({ expiresAt, revokedAt }: Lifetime, now: Date): boolean {
  return revokedAt === null && expiresAt > now;
}
