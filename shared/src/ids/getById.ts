import { NotFound } from '../errors';
import { isId } from './id';
import type { IdKind } from './prefixes';

type Path = readonly (string | number)[];

/** The row under that id. A text that is no such id is never sent to the database. @throws NotFound */
export async function getById<T>(
  kind: IdKind,
  id: string,
  path: Path,
  find: (id: string) => Promise<T | null>,
): Promise<T> {
  const row = isId(kind, id) ? await find(id) : null;
  if (row === null) throw missing(kind, id, path);
  return row;
}

/** Does nothing when there is a row under that id. @throws NotFound */
export async function checkExists(
  kind: IdKind,
  id: string,
  path: Path,
  exists: (id: string) => Promise<boolean>,
): Promise<void> {
  if (!isId(kind, id) || !(await exists(id))) throw missing(kind, id, path);
}

/** What people call a thing whose kind is not already the word for it. */
const nouns: Partial<Record<IdKind, string>> = {
  foodCategory: 'category',
  menuItem: 'menu item',
  food: 'dish',
  foodOrder: 'order',
  seatHold: 'hold',
  waitlistEntry: 'place in the queue',
  cartLine: 'line',
  checkoutSaga: 'saga',
  paymentMethod: 'payment method',
};

/** The same whether it never was or must not be seen. */
export function missing(kind: IdKind, id: string, path: Path): NotFound {
  return new NotFound(`There is no such ${nouns[kind] ?? kind}.`, { path, missingId: id });
}
