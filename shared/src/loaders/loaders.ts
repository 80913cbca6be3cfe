import DataLoader from 'dataloader';
import { type IdKind, isId } from '../ids';

/** By id: null for an id without a row; a text that is no id of this kind never reaches the database. */
export function byId<T extends { readonly id: string }>(
  kind: IdKind,
  find: (ids: readonly string[]) => Promise<T[]>,
): DataLoader<string, T | null> {
  return uniqueBy(
    (ids) => find(ids),
    ({ id }: T) => id,
    (id) => isId(kind, id),
  );
}

/** By a key that one row at most has: null for a key without a row. */
export function uniqueBy<T>(
  find: (keys: readonly string[]) => Promise<T[]>,
  keyOf: (row: T) => string,
  isKey: (text: string) => boolean = () => true,
): DataLoader<string, T | null> {
  return new DataLoader<string, T | null>(async (keys) => {
    const real = keys.filter(isKey);
    const rows = new Map((real.length === 0 ? [] : await find(real)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** By a key that many rows have: the rows of each, in the order in which they were found. */
export function listsBy<T>(
  find: (keys: readonly string[]) => Promise<T[]>,
  keyOf: (row: T) => string,
): DataLoader<string, T[]> {
  return new DataLoader<string, T[]>(async (keys) => {
    const lists = new Map<string, T[]>(keys.map((key) => [key, []]));
    for (const row of await find(keys)) lists.get(keyOf(row))?.push(row);
    return keys.map((key) => lists.get(key) ?? []);
  });
}

/** How many rows each key has. */
export function countsBy(
  count: (keys: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): DataLoader<string, number> {
  return new DataLoader<string, number>(async (keys) => {
    const counted = await count(keys);
    return keys.map((key) => counted.get(key) ?? 0);
  });
}
