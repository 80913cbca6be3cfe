import {
  categorySavedV1,
  type EventEnvelope,
  eventOf,
  inventoryUpdatedV1,
  productCreatedV1,
  productDeletedV1,
  productUpdatedV1,
} from '@marquee/shared/events';
import type { Money } from '@marquee/shared/money';
import type { Movement, StockLevel } from '../domain/stock';
import type { CatalogItemEntity } from '../persistence/catalogItem.entity';
import type { CategoryEntity } from '../persistence/category.entity';

/** An item as it is saved: all but what the database keeps by itself. */
export type ItemRow = Omit<CatalogItemEntity, 'sortTitle' | 'isListed'>;

/** An item with what belongs to it. */
export interface WholeItem {
  readonly item: ItemRow;
  readonly prices: readonly Money[];
  readonly category: Pick<CategoryEntity, 'id' | 'slug' | 'name'> | null;
}

/** The shop has a new product or book. */
export function productCreated(whole: WholeItem): EventEnvelope {
  return eventOf(productCreatedV1, factOf(whole));
}

/** A product or book was changed, is back, or is told again as it is. */
export function productUpdated(whole: WholeItem): EventEnvelope {
  return eventOf(productUpdatedV1, factOf(whole));
}

/** A product or book was archived. */
export function productDeleted(whole: WholeItem): EventEnvelope {
  return eventOf(productDeletedV1, factOf(whole));
}

/** A category was made or changed. */
export function categorySaved(
  { id, slug, name, parentId }: Omit<CategoryEntity, 'sortName'>,
  occurredAt: Date,
): EventEnvelope {
  return eventOf(categorySavedV1, { aggregateId: id, occurredAt, data: { categoryId: id, slug, name, parentId } });
}

/** There is more or less of an item, or without a movement: it is sold no longer, or again. */
export function inventoryUpdated(
  kind: CatalogItemEntity['kind'],
  { itemId, available, onHand, reserved, status }: StockLevel,
  movement: Pick<Movement, 'kind' | 'delta'> | null,
  { occurredAt, reference = null }: { readonly occurredAt: Date; readonly reference?: string | null },
): EventEnvelope {
  return eventOf(inventoryUpdatedV1, {
    aggregateId: itemId,
    occurredAt,
    data: {
      itemId,
      kind,
      available,
      onHand,
      reserved,
      status,
      movement: movement && { kind: movement.kind, delta: movement.delta, reference },
    },
  });
}

function factOf({ item, prices, category }: WholeItem) {
  const { id: itemId, kind, sku, isbn, title, subtitle, description, authors, version } = item;
  return {
    aggregateId: itemId,
    occurredAt: item.updatedAt,
    data: {
      itemId,
      kind,
      sku,
      isbn,
      title,
      subtitle,
      description,
      authors: [...authors],
      category: category && { id: category.id, slug: category.slug, name: category.name },
      price: { minor: item.priceMinor, currency: item.currency },
      prices: prices.map(({ minor, currency }) => ({ minor, currency })),
      weightGrams: item.weightGrams,
      isActive: item.isActive && item.archivedAt === null,
      version,
    },
  };
}
