import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The secret of that name: made at random on first use, and the same ever after. It lies in a file of mode 0600.
 * @param bytes of randomness; the text is a third longer
 */
export function keptSecret(folder: string, name: string, bytes = 48): string {
  const file = path.join(folder, name);
  try {
    // Exclusively: an existing secret is never overwritten, whatever happens in between.
    writeFileSync(file, `${randomBytes(bytes).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
