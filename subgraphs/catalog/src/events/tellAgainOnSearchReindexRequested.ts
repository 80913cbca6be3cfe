import { tellsAgain } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { ItemKind } from '../domain/catalogItem';
import { itemsRepository } from '../persistence/itemsRepository';
import { tellOfItems } from '../services/telling/tellOfItems';

const idsOf = (kind: ItemKind) => (tx: EntityManager, after: string, limit: number) =>
  itemsRepository(tx).idsAfter(kind, after, limit);

export const tellAgainOnSearchReindexRequested = tellsAgain({
  PRODUCT: { idsAfter: idsOf('PRODUCT'), tell: tellOfItems },
  BOOK: { idsAfter: idsOf('BOOK'), tell: tellOfItems },
});
