import { createHash } from 'node:crypto';
import { type IdKind, prefixes } from '../ids';

const timeMs = Date.UTC(2026, 0, 1);

/**
 * An id with the form of every other one that is the same whenever it is made from the same name: so what is there
 * already is recognised.
 */
export function fixedId(kind: IdKind, name: string): string {
  const prefix = prefixes[kind];
  const time = timeMs.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${prefix} ${name}`).digest('hex');
  return `${prefix}_${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
