import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { isTimeZone } from '../time';

/**
 * Does nothing for an IANA time zone that the database knows too: it may have other names than the runtime.
 * @throws InvalidInput
 */
export async function checkTimeZone(db: EntityManager, name: string, path: readonly string[]): Promise<void> {
  if (isTimeZone(name) && (await isKnown(db, name))) return;
  throw new InvalidInput('This must be an IANA time zone such as Europe/Dublin.', path);
}

async function isKnown(db: EntityManager, name: string): Promise<boolean> {
  const rows: unknown[] = await db.query('select from pg_timezone_names where lower(name) = lower($1) limit 1', [name]);
  return rows.length > 0;
}
