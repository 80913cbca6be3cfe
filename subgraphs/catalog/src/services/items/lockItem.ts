import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type ItemKind, idKindOf } from '../../domain/catalogItem';
import { VersionConflict } from '../../domain/errors';
import type { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import { itemsRepository } from '../../persistence/itemsRepository';

/** The item, which nobody else changes until the transaction ends. @throws NotFound */
export function lockItem(
  tx: EntityManager,
  kind: ItemKind,
  id: string,
  path: readonly string[] = ['input', 'id'],
): Promise<CatalogItemEntity> {
  return getById(idKindOf[kind], id, path, itemsRepository(tx).findForUpdate);
}

/** The same, if it still is what the change was made from. @throws NotFound | VersionConflict */
export async function lockVersion(
  tx: EntityManager,
  kind: ItemKind,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<CatalogItemEntity> {
  const item = await lockItem(tx, kind, id);
  if (item.version !== version) throw new VersionConflict(item.version);
  return item;
}
