import { isDeepStrictEqual } from 'node:util';
import { InvalidInput } from '@marquee/shared/errors';
import { type BookChanges, changeBook } from '../../domain/book';
import { lockVersion } from '../items/lockItem';
import { pricesOf } from '../items/pricesOf';
import { updateItem } from '../items/updateItem';
import type { CatalogServices } from '../services';
import { columnsOf, profileOf } from './bookRow';

export interface UpdateBook extends BookChanges {
  readonly id: string;
  /** The version that the change was made from. */
  readonly version: number;
}

/**
 * Changes what is given of a book (PATCH). An archived one comes back by `isActive: true`, and by nothing else. One that is
 * the same afterwards stays at its version, and is not told of.
 * @throws NotFound | VersionConflict | IsbnTaken | InvalidInput
 */
export async function updateBook({ db }: CatalogServices, command: UpdateBook): Promise<void> {
  await db.transaction(async (tx) => {
    const item = await lockVersion(tx, 'BOOK', command);
    if (item.archivedAt !== null && command.isActive !== true) {
      throw new InvalidInput('This book is archived: bring it back with isActive.', ['input', 'id']);
    }
    const current = profileOf(item);
    const changed = changeBook(current, command);
    if (item.archivedAt === null && isDeepStrictEqual(changed, current)) return;
    await updateItem(tx, item, { ...columnsOf(changed), archivedAt: null }, await pricesOf(tx, item.id));
  });
}
