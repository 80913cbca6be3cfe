import type { ItemKind } from '../domain/catalogItem';
import type { CatalogItemEntity } from '../persistence/catalogItem.entity';

/** The item, if it is of that kind: keys of both kinds stand in one table. */
export function ofKind(kind: ItemKind, item: CatalogItemEntity | null): CatalogItemEntity | null {
  return item?.kind === kind ? item : null;
}
