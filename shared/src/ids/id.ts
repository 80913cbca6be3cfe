import { v7 } from 'uuid';
import { type IdKind, prefixes } from './prefixes';

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const uuid = new RegExp(`^${uuidPattern}$`);

/** A new id, `<prefix>_<UUIDv7>` (RFC 9562): unique everywhere and sortable by the time it was made. */
export function newId(kind: IdKind): string {
  return `${prefixes[kind]}_${v7()}`;
}

/** Whether the text has the form of an id of that kind; says nothing about the thing's existence. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = `${prefixes[kind]}_`;
  return value.startsWith(prefix) && uuid.test(value.slice(prefix.length));
}
