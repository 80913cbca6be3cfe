const largestInteger = 2_147_483_647;

/** Whether a cursor's key can be the value of a timestamptz column, written as `Date.toISOString` does. */
export function isInstantKey(key: string): boolean {
  const time = Date.parse(key);
  // PostgreSQL knows no year 0.
  return !Number.isNaN(time) && new Date(time).toISOString() === key && key >= '0001' && !/^[+-]/.test(key);
}

/** Whether a cursor's key can be the value of an integer column. */
export function isIntegerKey(key: string): boolean {
  return /^(0|-?[1-9]\d{0,9})$/.test(key) && Math.abs(Number(key)) <= largestInteger;
}
