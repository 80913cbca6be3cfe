/**
 * The sort keys of a row of that list as an opaque text (base64url of a JSON array). Clients hand it back and never read
 * it. The list stands in it because two lists may have keys of one form, and the keys of one mean nothing in the other.
 */
export function encodeCursor(list: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');
}

/** The sort keys, or null for anything that `encodeCursor` did not make for that list with that many keys. */
export function decodeCursor(cursor: string, list: string, keyCount: number): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return null;
    const [madeFor, ...keys] = parts;
    return madeFor === list && keys.length === keyCount ? keys : null;
  } catch {
    return null;
  }
}
