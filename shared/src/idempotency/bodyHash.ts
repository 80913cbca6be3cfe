import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';

/** SHA-256 over the JSON of the body with sorted keys: equal parameters hash alike in whatever order they came. */
export function bodyHash(body: unknown): string {
  return createHash('sha256')
    .update(stringify(body) ?? 'undefined')
    .digest('hex');
}
