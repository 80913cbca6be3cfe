/** Failed attempts in the last `windowMs` after which no further password is checked. */
export const loginLimits = {
  windowMs: 15 * 60_000,
  perAccount: 10,
  perAddress: 50,
} as const;

/** Attempts after this time still count. */
export function loginWindowStart(now: Date): Date {
  return new Date(now.getTime() - loginLimits.windowMs);
}

/** When the oldest counted attempt leaves the window and a place is free again. */
export function freeAgainAt(oldestAttempt: Date): Date {
  return new Date(oldestAttempt.getTime() + loginLimits.windowMs);
}
