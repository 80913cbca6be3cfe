import { isDeepStrictEqual } from 'node:util';
import { InvalidInput } from '@marquee/shared/errors';
import type { ProductProfile } from '../../domain/product';
import { lockVersion } from '../items/lockItem';
import { pricesOf } from '../items/pricesOf';
import { updateItem } from '../items/updateItem';
import type { CatalogServices } from '../services';
import { checkCategory } from './createProduct';
import { columnsOf, profileOf } from './productRow';

export interface ProductVersion {
  readonly id: string;
  /** The version that the change was made from. */
  readonly version: number;
}

/**
 * Changes a product by a pure rule. One that is the same afterwards stays at its version, and is not told of.
 * @throws NotFound | VersionConflict | SkuTaken | InvalidInput for an archived one | what the rule throws
 */
export async function changeProductBy(
  { db }: CatalogServices,
  wanted: ProductVersion,
  rule: (current: ProductProfile) => ProductProfile,
): Promise<void> {
  await db.transaction(async (tx) => {
    const item = await lockVersion(tx, 'PRODUCT', wanted);
    if (item.archivedAt !== null)
      throw new InvalidInput('This product is archived: restore it first.', ['input', 'id']);
    const current = profileOf(item, await pricesOf(tx, item.id));
    const changed = rule(current);
    if (isDeepStrictEqual(changed, current)) return;
    await checkCategory(tx, changed.categoryId);
    await updateItem(tx, item, columnsOf(changed), changed.prices);
  });
}
