/** The sort keys of a row as an opaque text (base64url of a JSON array). Clients hand it back and never read it. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** The sort keys, or null for anything that `encodeCursor` did not make with that many keys. */
export function decodeCursor(cursor: string, keyCount: number): readonly string[] | null {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isWhole = Array.isArray(keys) && keys.length === keyCount && keys.every((key) => typeof key === 'string');
    return isWhole ? keys : null;
  } catch {
    return null;
  }
}
